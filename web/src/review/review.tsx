/** Reviewing by the keyboard: one event at a time, with its sentences, its fields, and what else they may be. */
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { given, search, useAddress } from "../address";
import { Chips } from "../filters";
import { Top } from "./top";
import { count, days, parties, place, quad } from "../words";
import { EditPanel, HelpPanel, NotePanel, PairPanel, StalePanel, useEdit } from "./panels";
import { Fields } from "./fields";
import { ACTIONS, keysOn, LETTERS } from "./keys";
import { moved, Reports, type Choice } from "./reports";
import { useReview } from "./state";
import { send } from "./writing";

export type Mode =
  | { name: "look" } | { name: "field" } | { name: "edit"; field: string } | { name: "merge" } | { name: "duplicate" }
  | { name: "split" } | { name: "note" } | { name: "why" } | { name: "help" };

const LOOK: Mode = { name: "look" };

export function Review() {
  const query = useAddress();
  const state = useReview(query);
  const [mode, setMode] = useState<Mode>(LOOK);
  const [taken, setTaken] = useState<Set<string>>(new Set());
  const [choice, setChoice] = useState<Choice | null>(null);
  const [why, setWhy] = useState("");
  const [on, setOn] = useState(keysOn);
  const main = useRef<HTMLElement>(null);
  /** Keys that were pressed while a decision was on its way. Those for an event that is not yet seen are dropped. */
  const later = useRef<[string, boolean][]>([]);
  const [, again] = useState(0);
  /** What is shown with nothing begun on it. */
  const settled = useRef(state.item);
  const { item, who } = state;
  const leave = () => { setMode(LOOK); setChoice(null); setTaken(new Set()); main.current?.focus({ preventScroll: true }); };

  // This comes before the effect that leaves: a key waits until what was begun on the item before is left.
  useLayoutEffect(() => {
    if (state.moving || state.stopped) later.current = [];
    if (state.busy || settled.current !== item) return;
    const next = later.current.shift();
    if (!next) return;
    pressed(...next);
    again((count) => count + 1);
  });
  useLayoutEffect(() => { settled.current = item; leave(); }, [item]);
  useEffect(() => { if (state.at) scrollTo(0, 0); }, [state.at]);

  const say = async (wish: Parameters<typeof state.say>[0], words: string, onwards = false) => {
    if (await state.say({ ...wish, ...(why ? { why } : {}) }, words, onwards)) setWhy("");
  };
  const edit = useEdit(item, mode, say, leave);

  const may = who !== null && who.role !== "reader" && who.name !== "";
  const act = (key: string) => {
    if (key === "?") { setMode({ name: "help" }); return; }
    if (key === "b") { state.go(state.at - 1); return; }
    if (key === "s") { state.go(state.at + 1); return; }
    if (!may) { state.tell(who?.name ? "You may read here, and not decide." : "Say who you are first."); return; }
    if (key === "u") { state.undo(); return; }
    if (key === "f" && state.round) { finish(); return; }
    if (!item) return;
    if (key === "a") void say({ kind: "accept" }, "Accepted", true);
    else if (key === "r") void say({ kind: "reject" }, "Rejected", true);
    else if (key === "e") setMode({ name: "field" });
    else if (key === "t") setMode({ name: "edit", field: "type" });
    else if (key === "m") setMode({ name: "merge" });
    else if (key === "d") setMode({ name: "duplicate" });
    else if (key === "x") {
      if (item.claims.length < 2) state.tell("There is one report only; nothing to split.");
      else setMode({ name: "split" });
    } else if (key === "n") setMode({ name: "note" });
    else if (key === "y") setMode({ name: "why" });
    else if (key === "o") open(`/events/${item.event.id}`, "_blank", "noopener");
  };
  const finish = () => {
    send(`/rounds/${state.round}/finish`, {}).then(() => { location.href = "/review/rounds"; }).catch((fault: Error) => state.tell(fault.message));
  };
  const toggle = (id: string) => setTaken((before) => { const after = new Set(before); if (!after.delete(id)) after.add(id); return after; });
  const split = () => {
    if (!item || !taken.size || taken.size >= item.claims.length + item.more) { state.tell("Take out some of the reports, not all."); return; }
    void say({ kind: "split", claims: [...taken] }, `Split: ${count(taken.size, "report")} taken out`);
  };

  const onKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const target = event.target as HTMLElement;
    const typing = target.matches("input:not([type=checkbox]), textarea, select");
    if (event.key === "Escape") {
      if (state.stopped) return;
      if (mode.name !== "look") { event.preventDefault(); if (choice) setChoice(null); else leave(); }
      return;
    }
    if (typing || state.stopped) return;
    if (target.matches("a, button, summary") && (event.key === "Enter" || event.key === " ")) return;
    if (state.moving && !"sbu?".includes(event.key)) { event.preventDefault(); return; }
    if ((state.busy && !state.moving) || later.current.length) { later.current.push([event.key, event.shiftKey]); event.preventDefault(); return; }
    const handled = pressed(event.key, event.shiftKey);
    if (handled) event.preventDefault();
  };
  const pressed = (key: string, shift: boolean): boolean => {
    if (mode.name === "look") {
      if (!on && key !== "?") return false;
      if (!ACTIONS.some((each) => each.key === key)) return false;
      act(key);
      return true;
    }
    if (mode.name === "field") {
      const field = Object.entries(LETTERS).find(([, letter]) => letter === key)?.[0];
      if (field) setMode({ name: "edit", field });
      return field !== undefined;
    }
    if (choice && item) {
      if (key.startsWith("Arrow")) { setChoice(moved(item, choice, key, shift)); return true; }
      if (key === "Enter") { edit.words(item, choice); setChoice(null); return true; }
      return false;
    }
    if (mode.name === "edit" && key === "w" && item?.claims.length) { setChoice({ report: 0, from: 0, to: 0, head: 0 }); return true; }
    if (mode.name === "split" && item) {
      const report = item.claims[Number(key) - 1];
      if (report) { toggle(report.id); return true; }
      if (key === "Enter") { split(); return true; }
      return false;
    }
    return edit.pressed(key);
  };
  const latest = useRef(onKey);
  latest.current = onKey;
  useEffect(() => {
    const listen = (event: KeyboardEvent) => latest.current(event);
    addEventListener("keydown", listen);
    return () => removeEventListener("keydown", listen);
  }, []);

  const event = item?.event;
  const waiting = state.queue[state.at];
  const counts = state.counts;
  return (
    <>
      <Top here="/review">
        <p class="who">{who && (who.name ? <>{who.name}{who.role === "reader" && ", reader"}</> : <a href={`/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`}>Say who you are</a>)}</p>
      </Top>
      {counts && <Progress done={counts.reviewed} all={counts.events} />}
      <main class="review" id="main" tabIndex={-1} ref={main} aria-busy={state.busy}>
        <h1 class="hidden">Review</h1>
        <div class="above">
          <p class="place">{counts && state.queue.length > 0 && state.at < state.queue.length
            ? <><b>{(state.at + 1).toLocaleString("en")}</b> of {counts.waiting.toLocaleString("en")} waiting · {counts.reviewed.toLocaleString("en")} of {counts.events.toLocaleString("en")} done{counts.elsewhere > 0 && <> · {counts.elsewhere.toLocaleString("en")} in <a href="/review/rounds">rounds</a></>}</> : " "}
            {state.round ? <> · round {state.round}, blind to the others</> : null}</p>
          {!state.round && <Chips query={query} facets={null} />}
          {!state.round && <p class="ways"><a href={`/${search(query)}`}>Choose events</a> <a href="/review/rounds">Rounds of double coding</a></p>}
        </div>
        {state.fault && <p class="problem" role="alert">{state.fault}</p>}
        {counts && state.at >= state.queue.length && !state.fault && <Ready round={state.round} left={counts.events - counts.reviewed} finish={finish} again={() => state.go(0)} some={state.queue.length > 0} />}
        {item && event && (
          <div class="sheet">
            <article class="seen" aria-label="The event and its reports">
              <header>
                <p class="kicker"><span class={`type quad${quad(event.type)}`}><span class="sign" aria-hidden="true" />{event.type}{event.mode && <span class="mode"> {event.mode}</span>}</span>
                  {event.status !== "asserted" && <> <span class="status">{event.status}</span></>} {event.review !== "unreviewed" && <span class={`state ${event.review}`}>{event.review}</span>}</p>
                <h2>{parties(event.actors) || "Somebody"}{event.recipients.length > 0 && <> <span class="to" aria-label="to">→</span> {parties(event.recipients)}</>}</h2>
                <p class="when">{days(event.when)}, {place(event.where)}</p>
                {waiting?.why && <p class="note">Here because {waiting.why}.</p>}
              </header>
              {mode.name === "split" && <p class="prompt">Which reports are another event? Their numbers, then Enter.</p>}
              {choice && <p class="prompt">Words of the text: ← → and Shift, ↑ ↓ for another report, then Enter.</p>}
              <Reports item={item} choice={choice} taken={mode.name === "split" ? taken : null} toggle={toggle}
                picked={(words, published) => { if (mode.name === "edit") edit.read(words, published); }} />
              <History item={item} />
            </article>
            <aside class="side" aria-label="What it may be">
              {mode.name === "edit" ? <EditPanel edit={edit} item={item} field={mode.field} leave={leave} />
                : mode.name === "merge" || mode.name === "duplicate" ? <PairPanel kind={mode.name} edit={edit} leave={leave} />
                : mode.name === "note" || mode.name === "why" ? <NotePanel kind={mode.name} start={mode.name === "why" ? why : ""} leave={leave}
                    take={(words) => { if (mode.name === "why") { setWhy(words); leave(); state.tell(words ? "The reason goes with your next decision." : ""); } else void state.say({ kind: "note", why: words }, "Noted"); }} />
                : <Fields item={item} choosing={mode.name === "field"} edit={(field) => { if (may) setMode({ name: "edit", field }); }} />}
              {why && <p class="because">Because: <bdi>{why}</bdi></p>}
            </aside>
          </div>
        )}
        <p class="said" role="status">{state.said}</p>
      </main>
      <div class="bar" role="toolbar" aria-label="What to do">
        {mode.name === "split" ? <><button type="button" onClick={split}><kbd>Enter</kbd> Take out</button><button type="button" class="quiet" onClick={leave}><kbd>Esc</kbd> Leave</button></>
          : ACTIONS.filter((each) => each.bar || (each.key === "f" && state.round)).map((each) => (
            <button type="button" class={each.key === "a" ? "" : "quiet"} key={each.key} title={each.does} disabled={!may && !"sb?".includes(each.key)} onClick={() => act(each.key)} aria-keyshortcuts={each.key}>
              <kbd>{each.key}</kbd> {each.name}
            </button>
          ))}
      </div>
      {mode.name === "help" && <HelpPanel on={on} setOn={setOn} leave={leave} />}
      {state.stopped && <StalePanel stopped={state.stopped} item={item} anyway={state.anyway} giveWay={state.giveWay} />}
    </>
  );
}

function Progress({ done, all }: { done: number; all: number }) {
  return <div class="progress" role="progressbar" aria-label="Reviewed" aria-valuemin={0} aria-valuemax={all} aria-valuenow={done}><span style={{ width: `${all ? (100 * done) / all : 0}%` }} /></div>;
}

function Ready({ round, left, finish, again, some }: { round: number | null; left: number; finish: () => void; again: () => void; some: boolean }) {
  if (round) {
    return (
      <section class="ready"><h2>{left ? `${count(left, "event")} of the round ${left === 1 ? "waits" : "wait"} for you` : "You have decided all events of the round"}</h2>
        {left ? <p><button type="button" onClick={again}>Go to the first</button></p> : <p>Finish, and once the others have finished, too, all decisions go into the record, and you see how far you agree. <button type="button" onClick={finish}>Finish <kbd>f</kbd></button></p>}
      </section>
    );
  }
  return (
    <section class="ready"><h2>{some ? "That was the last of the queue" : "Nothing of this filter waits"}</h2>
      <p>{some && <><button type="button" class="quiet" onClick={() => { location.reload(); }}>See what you skipped</button> </>}<a href={`/${search(given(new Map(), {}))}`}>Choose other events</a></p>
    </section>
  );
}

function History({ item }: { item: { decisions: { id: string; kind: string; by: string; at: string; field: string | null; why: string; standing: { state: string } | null }[] } }) {
  if (!item.decisions.length) return null;
  return (
    <details class="history"><summary>{count(item.decisions.length, "decision")} on it</summary>
      <ol>{item.decisions.map((each) => (
        <li key={each.id} class={each.standing?.state === "undone" ? "undone" : ""}>{each.kind} {each.field} by {each.by}, {each.at.slice(0, 16).replace("T", " ")}{each.why && <>: <bdi>{each.why}</bdi></>}{each.standing && each.standing.state !== "applied" && <> ({each.standing.state})</>}</li>
      ))}</ol>
    </details>
  );
}
