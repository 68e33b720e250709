/** The events of the filter. Rows are drawn as they come into view, and fetched as the end comes near. */
import { useEffect, useRef, useState } from "preact/hooks";
import { given, search, type Query } from "./address";
import { ask } from "./asking";
import type { Event, Listed } from "./records";
import { count, days, number, parties, place, quad } from "./words";

const ROW = 84;
const WITH_SNIPPET = 132;
const PAGE = 100;
const BEYOND = 6;
const FIELDS = "id,type,mode,status,actors,recipients,when,where,killed,reports,voices";

/** `onTotal` is told how many there are, by the very answer that is shown; `onDrawn` is told once the first rows are on the screen, or why there are none. */
export function EventList({ query, onTotal, onDrawn }: { query: Query; onTotal: (total: number | null) => void; onDrawn: () => void }) {
  const key = search(query);
  const box = useRef<HTMLDivElement>(null);
  const [events, set] = useState<Event[]>([]);
  const [next, setNext] = useState<string | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const [done, setDone] = useState(false);
  const [at, setAt] = useState({ top: 0, height: 800 });
  const searching = query.has("text");
  const row = searching ? WITH_SNIPPET : ROW;
  const fields = searching ? `${FIELDS},snippet` : FIELDS;

  async function fetchMore(cursor: string | null, signal?: AbortSignal) {
    const asked = given(query, { limit: String(PAGE), fields, cursor });
    const answer = await ask<Listed<Event>>("/events", asked, signal);
    set((before) => (cursor ? [...before, ...answer.items] : answer.items));
    onTotal(answer.total);
    setNext(answer.next);
    setDone(true);
  }

  useEffect(() => {
    const control = new AbortController();
    setDone(false);
    setFault(null);
    fetchMore(null, control.signal)
      .then(() => box.current?.scrollTo(0, 0))
      .catch((problem: Error) => { if (!control.signal.aborted) { set([]); onTotal(null); setNext(null); setFault(problem.message); setDone(true); } });
    return () => control.abort();
  }, [key]);

  useEffect(() => {
    if (!done) return;
    performance.mark("list");
    const frame = requestAnimationFrame(() => setTimeout(onDrawn));
    return () => cancelAnimationFrame(frame);
  }, [done]);

  const asking = useRef(false);
  useEffect(() => {
    if (!next || asking.current || at.top + at.height * 2 < events.length * row) return;
    asking.current = true;
    fetchMore(next).catch((problem: Error) => setFault(problem.message)).finally(() => { asking.current = false; });
  }, [at, next, events.length]);

  useEffect(() => {
    const element = box.current!;
    const measure = () => setAt({ top: element.scrollTop, height: element.clientHeight });
    const watch = new ResizeObserver(measure);
    watch.observe(element);
    element.addEventListener("scroll", measure, { passive: true });
    return () => { watch.disconnect(); element.removeEventListener("scroll", measure); };
  }, []);

  const first = Math.max(0, Math.floor(at.top / row) - BEYOND);
  const last = Math.min(events.length, Math.ceil((at.top + at.height) / row) + BEYOND);
  return (
    <div class="rows" ref={box} tabIndex={0} role="region" aria-label="List of events">
      {fault && <p class="problem">{fault}</p>}
      {done && !fault && !events.length && <p class="empty">No event fits. Loosen the filter.</p>}
      <ol style={{ height: `${events.length * row}px` }}>
        {events.slice(first, last).map((event, index) => (
          <li key={event.id} style={{ top: `${(first + index) * row}px`, height: `${row}px` }} aria-setsize={-1} aria-posinset={first + index + 1}>
            <EventRow event={event} />
          </li>
        ))}
      </ol>
    </div>
  );
}

function EventRow({ event }: { event: Event }) {
  return (
    <a href={`/events/${event.id}`}>
      <span class="line">
        <span class={`type quad${quad(event.type)}`}><span class="sign" aria-hidden="true" />{event.type}{event.mode && <span class="mode"> {event.mode}</span>}</span>
        {event.status !== "asserted" && <span class="status">{event.status}</span>}
        <span class="when">{days(event.when)}</span>
      </span>
      <span class="who">{parties(event.actors) || "Somebody"}{event.recipients.length > 0 && <> <span class="to">→</span> {parties(event.recipients)}</>}</span>
      <span class="line low"><span class="where">{place(event.where)}</span>
        <span>{event.killed && <b>{number(event.killed)} killed · </b>}{count(event.reports, "report")}</span></span>
      {event.snippet && <q class="snippet" dir="auto">{event.snippet.map((part) => (part.found ? <b>{part.text}</b> : part.text))}</q>}
    </a>
  );
}
