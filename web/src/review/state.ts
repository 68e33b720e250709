/** The queue, the event that is looked at, and what was decided here, to be undone. */
import { useEffect, useRef, useState } from "preact/hooks";
import { filterOf, given, search, type Query } from "../address";
import { ask } from "../asking";
import type { Decision, Done, Item, Queued, Session, Waiting, Wish } from "./records";
import { decide, session, Stale } from "./writing";

const AT_ONCE = 200;
const NEAR_THE_END = 20;
const REMEMBERED = 50;
const ENDS = new Set(["accept", "reject", "duplicate", "merge", "split"]);

interface Past { id: string; event: string; words: string }
export interface Stopped { wish: Wish; words: string; fault: Stale }

export interface Reviewing {
  who: Session | null; round: number | null; queue: Waiting[]; at: number; item: Item | null; counts: Counts | null;
  fault: string | null; said: string; busy: boolean; moving: boolean; stopped: Stopped | null; isDone: (id: string) => boolean;
  say: (wish: Omit<Wish, "target" | "version">, words: string, onwards?: boolean) => Promise<boolean>;
  anyway: () => void; giveWay: () => void; undo: () => Promise<void>; go: (place: number) => void; reload: () => void; tell: (words: string) => void;
}
export interface Counts { events: number; reviewed: number; elsewhere: number; waiting: number }

/** What the queue is asked by: the filter of the address, or a round of double coding. */
function asked(query: Query): [string, Query, number | null] {
  const round = Number(query.get("round")) || null;
  return round ? [`/rounds/${round}`, new Map(), round] : ["", filterOf(query, "round", "event"), null];
}

export function useReview(query: Query): Reviewing {
  const [base, filter, round] = asked(query);
  const key = base + search(filter);
  const [who, setWho] = useState<Session | null>(null);
  const [queue, setQueue] = useState<Waiting[]>([]);
  const [counts, setCounts] = useState<Counts | null>(null);
  const [next, setNext] = useState<string | null>(null);
  const [at, setAt] = useState(0);
  const [item, setItem] = useState<Item | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const [said, tell] = useState("");
  const [tasks, setTasks] = useState(0); // one may begin before the one that led to it has quite ended
  const busy = tasks > 0;
  const [moving, setMoving] = useState(false);
  const [stopped, setStopped] = useState<Stopped | null>(null);
  const [done, setDone] = useState<Set<string>>(new Set());
  const wanted = useRef(0);
  const past = useRef<Past[]>([]);
  const remembered = useRef<Promise<void>>(Promise.resolve());
  const ahead = useRef<{ id: string; item: Promise<Item> } | null>(null);

  const begin = () => setTasks((number) => number + 1);
  const end = () => setTasks((number) => number - 1);
  const fetched = (id: string) => ask<Item>(`${base}/queue/${encodeURIComponent(id)}`, new Map());

  async function open(id: string | undefined) {
    const turn = ++wanted.current;
    if (id === undefined) { setItem(null); setMoving(false); return; }
    begin();
    try {
      const waiting = ahead.current?.id === id ? ahead.current.item : fetched(id);
      ahead.current = null;
      const found = await waiting;
      if (turn !== wanted.current) return;
      setItem(found);
      setFault(null);
    } catch (problem) {
      if (turn === wanted.current) { setItem(null); setFault((problem as Error).message); }
    } finally {
      end();
      if (turn === wanted.current) setMoving(false);
    }
  }

  useEffect(() => {
    let gone = false;
    setItem(null); setFault(null); setDone(new Set()); setQueue([]); setCounts(null);
    past.current = [];
    const signed = session();
    remembered.current = signed.then((me) => (me.name && !round ? remember(me.name) : undefined));
    remembered.current.catch(() => undefined); // told where something is to be undone
    (async () => {
      const me = await signed;
      const listed = await ask<Queued>(`${base}/queue`, round ? new Map() : given(filter, { limit: String(AT_ONCE) }));
      if (gone) return;
      setWho(me);
      const first = round ? Math.max(0, listed.items.findIndex((each) => each.review !== "done")) : 0;
      setQueue(listed.items);
      setNext(listed.next);
      setCounts({ events: listed.events, reviewed: listed.reviewed, elsewhere: listed.elsewhere, waiting: listed.total });
      setDone(new Set(round ? listed.items.filter((each) => each.review === "done").map((each) => each.id) : []));
      setAt(first);
      void open(listed.items[first]?.id);
    })().catch((problem: Error) => { if (!gone) setFault(problem.message); });
    return () => { gone = true; };
  }, [key]);

  useEffect(() => {
    if (!next || at < queue.length - NEAR_THE_END) return;
    const cursor = next;
    setNext(null);
    ask<Queued>("/queue", given(filter, { limit: String(AT_ONCE), cursor })).then((more) => {
      setQueue((known) => [...known, ...more.items.filter((each) => !known.some((one) => one.id === each.id))]);
      setNext(more.next);
    }).catch(() => setNext(cursor));
  }, [at, next, queue.length]);

  useEffect(() => {
    const id = queue[at + 1]?.id;
    if (item && id && ahead.current?.id !== id) {
      const promise = fetched(id);
      promise.catch(() => { ahead.current = null; });
      ahead.current = { id, item: promise };
    }
  }, [item, at]);

  /** What this person decided before the page was opened comes before what was decided since. */
  async function remember(name: string) {
    const earlier = await before(name);
    const known = new Set(earlier.map((each) => each.id));
    past.current = [...earlier, ...past.current.filter((each) => !known.has(each.id))];
  }

  const go = (place: number) => {
    if (place < 0) { tell("This is the first."); return; }
    const to = Math.min(place, queue.length);
    setAt(to);
    tell("");
    setMoving(true);
    void open(queue[to]?.id);
  };

  const mark = (id: string, is: boolean) => {
    setDone((before) => { const after = new Set(before); if (is) after.add(id); else after.delete(id); return after; });
    setCounts((before) => before && { ...before, reviewed: before.reviewed + (is ? 1 : -1) });
  };

  async function send(wish: Wish, words: string, onwards: boolean): Promise<boolean> {
    begin();
    tell("");
    try {
      const made = await decide(wish);
      setStopped(null);
      const subject = queue[at]?.id ?? wish.target;
      past.current = [...past.current, { id: made.decision.id, event: subject, words }];
      if (!done.has(subject) && (!round || ENDS.has(wish.kind)) && wish.kind !== "note") mark(subject, true);
      if (onwards) {
        setAt(at + 1);
        setMoving(true);
        await open(queue[at + 1]?.id);
      } else {
        ahead.current = null;
        await open(round ? subject : opened(made, wish));
      }
      tell(`${words}.`);
      return true;
    } catch (problem) {
      if (problem instanceof Stale) setStopped({ wish, words, fault: problem });
      else tell((problem as Error).message);
      return false;
    } finally {
      end();
    }
  }

  const say: Reviewing["say"] = async (wish, words, onwards = false) => {
    if (!item || busy) return false;
    return send({ ...wish, target: item.event.id, version: item.version, ...(round ? { round } : {}) }, words, onwards);
  };

  async function undo() {
    if (busy) return;
    begin();
    tell("");
    try {
      await remembered.current;
      const last = past.current.at(-1);
      if (!last) { tell("There is nothing of yours to undo."); return; }
      await decide({ kind: "undo", target: last.id, ...(round ? { round } : {}) });
      past.current = past.current.filter((each) => each.id !== last.id);
      if (done.has(last.event) && !past.current.some((each) => each.event === last.event)) mark(last.event, false);
      ahead.current = null;
      const place = queue.findIndex((each) => each.id === last.event);
      if (place >= 0) setAt(place);
      await open(last.event);
      tell(`Undone: ${last.words}.`);
    } catch (problem) {
      tell((problem as Error).message);
    } finally {
      end();
    }
  }

  return {
    who, round, queue, at, item, counts, fault, said, busy, moving, stopped, say, undo, go, tell,
    isDone: (id) => done.has(id),
    reload: () => void open(queue[at]?.id),
    anyway: () => {
      if (!stopped?.fault.conflict.version) return;
      const { version, event } = stopped.fault.conflict;
      void send({ ...stopped.wish, target: event ?? stopped.wish.target, version }, stopped.words, false);
    },
    giveWay: () => { setStopped(null); ahead.current = null; void open(stopped?.fault.conflict.event ?? undefined).then(() => tell("Theirs is kept.")); },
  };
}

/** The event to look at after a decision: the one that has the target's claims now. */
function opened(made: Done, wish: Wish): string {
  return made.events.includes(wish.target) || !made.events.length ? wish.target : made.events[0]!;
}

/** What somebody decided before this page was opened and has not undone, the oldest first. */
async function before(name: string): Promise<Past[]> {
  const log = await ask<{ items: Decision[] }>("/decisions", new Map([["by", name], ["limit", String(REMEMBERED)]]));
  return log.items
    .filter((each) => each.kind !== "undo" && each.standing?.state !== "undone")
    .map((each) => ({ id: each.id, event: each.standing?.subject ?? each.target, words: `${each.kind}${each.field ? ` ${each.field}` : ""}` }))
    .reverse();
}
