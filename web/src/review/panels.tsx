/** What stands beside the text while something is chosen, typed or explained. */
import type { RefObject as Ref } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { ask } from "../asking";
import { count, days, number, parties, place } from "../words";
import { ACTIONS, CHOOSING, LETTERS, setKeys } from "./keys";
import { Options, type Option } from "./options";
import type { Item, Near, Reading, Wish } from "./records";
import { chosenWords, type Choice } from "./reports";
import type { Mode } from "./review";
import type { Stopped } from "./state";

type Say = (wish: Omit<Wish, "target" | "version">, words: string, onwards?: boolean) => Promise<void>;
const ROLES = ["actors", "recipients"];
const PATIENCE = 180;

export interface Edit {
  options: Option[]; at: number; text: string; waiting: boolean; step: string; input: Ref<HTMLInputElement | null>;
  setText: (text: string) => void; read: (words: string, published: string | null) => void;
  words: (item: Item, choice: Choice) => void; pressed: (key: string) => boolean;
}

/** What can be chosen in the mode of the moment, and how keys move in it. */
export function useEdit(item: Item | null, mode: Mode, say: Say, leave: () => void): Edit {
  const [at, setAt] = useState(0);
  const [text, setText] = useState("");
  const [published, setPublished] = useState<string | null>(null);
  const [found, setFound] = useState<Reading[] | null>(null);
  const [party, setParty] = useState<string | null | undefined>(undefined);
  const input = useRef<HTMLInputElement | null>(null);
  const field = mode.name === "edit" ? mode.field : null;
  const pair = mode.name === "merge" || mode.name === "duplicate" ? mode.name : null;
  const key = `${mode.name} ${field}`;

  useLayoutEffect(() => { setAt(0); setText(""); setFound(null); setParty(undefined); setPublished(null); }, [key, item]);
  useLayoutEffect(() => { setAt(0); }, [text, party]);
  useEffect(() => {
    setFound(null);
    if (!field || !text.trim()) return;
    const control = new AbortController();
    const day = published ?? item?.claims[0]?.document.published ?? null;
    const timer = setTimeout(() => {
      const asked = new Map([["field", field], ["words", text.trim()], ...(day ? [["published", day] as const] : [])] as [string, string][]);
      ask<{ items: Reading[] }>("/readings", asked, control.signal).then((answer) => setFound(answer.items)).catch(() => undefined);
    }, PATIENCE);
    return () => { clearTimeout(timer); control.abort(); };
  }, [field, text, published]);

  const role = field && ROLES.includes(field) ? item?.parties.find((each) => each.name === field) : undefined;
  const plainField = field && !role ? item?.fields.find((each) => each.name === field) : undefined;
  const who = role && party === undefined && role.now.length > 0;

  const correct = (reading: Pick<Reading, "value" | "text">) => {
    if (role) {
      const name = reading.text || "nobody";
      return say({ kind: "reassign", field: role.name, value: reading.value, ...(party ? { party } : {}) }, `${role.label}: ${name}`);
    }
    return say(field === "type" ? { kind: "retype", value: reading.value } : { kind: "correct", field: field!, value: reading.value },
      `${plainField?.label}: ${reading.text || "unknown"}`);
  };
  const offered = (readings: Reading[]): Option[] => readings.map((each) => ({
    text: <bdi>{each.text || "unknown"}</bdi>,
    note: each.reports?.length ? `says ${count(each.reports.length, "report")}: ${each.reports.slice(0, 6).join(", ")}` : each.note,
    take: () => void correct(each),
  }));

  let options: Option[] = [];
  if (item && pair) {
    options = item.similar.map((each) => ({ text: <NearEvent event={each} />, take: () => void say({ kind: pair, other: each.id }, pair === "merge" ? "Merged" : "Left out as told elsewhere", pair === "duplicate") }));
    if (text.trim()) options = [{ text: <>The event <code>{text.trim()}</code></>, take: () => void say({ kind: pair, other: text.trim() }, pair === "merge" ? "Merged" : "Left out as told elsewhere", pair === "duplicate") }];
  } else if (who && role && !text) {
    options = [
      ...role.now.map((each) => ({ text: <>instead of <bdi>{each.text}</bdi></>, note: each.note, take: () => setParty((each.value as { id: string }).id) })),
      { text: "one more", note: "beside who is there", take: () => setParty(null) },
    ];
  } else if (text && field) options = found ? offered(found) : [];
  else if (role) options = offered(role.candidates);
  else if (plainField) {
    const now = JSON.stringify(plainField.value);
    options = offered(plainField.candidates.filter((each) => JSON.stringify(each.value) !== now));
  }

  const step = pair ? (pair === "merge" ? "One event with" : "It is told already in") : who ? "Who is wrong?" : role ? (party ? "Who instead?" : "Who is it?") : plainField ? plainField.label : "";
  const pressed = (pressedKey: string): boolean => {
    if (mode.name !== "edit" && !pair) return false;
    if (pressedKey === "ArrowDown" || pressedKey === "ArrowUp") {
      setAt(Math.min(options.length - 1, Math.max(0, at + (pressedKey === "ArrowDown" ? 1 : -1))));
      return true;
    }
    if (pressedKey === "Enter") { options[at]?.take(); return options.length > 0; }
    if (pressedKey === "/") { input.current?.focus(); return true; }
    if (pressedKey === "0" && !pair && field !== "type" && field !== "status" && !who) { void correct({ value: null, text: "" }); return true; }
    const option = /^[1-9]$/.test(pressedKey) ? options[Number(pressedKey) - 1] : undefined;
    option?.take();
    return option !== undefined;
  };
  const read = (words: string, day: string | null) => {
    if (who) setParty((role!.now[0]!.value as { id: string }).id);
    setPublished(day);
    setText(words);
  };
  void leave;
  return {
    options, at, text, waiting: !!text && !found && !!field, step, input, setText, read, pressed,
    words: (of, choice) => read(chosenWords(of, choice), of.claims[choice.report]!.document.published),
  };
}

function Typing({ edit, label, takes, leave }: { edit: Edit; label: string; takes: string; leave: () => void }) {
  return (
    <label class="typing"><span>{label}</span>
      <input ref={edit.input} value={edit.text} maxLength={200} placeholder={takes} autocomplete="off" spellcheck={false}
        onInput={(event) => edit.setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape") { event.stopPropagation(); event.preventDefault(); if (edit.text) edit.setText(""); else leave(); event.currentTarget.blur(); }
          else if (["Enter", "ArrowUp", "ArrowDown"].includes(event.key)) { event.preventDefault(); edit.pressed(event.key); }
        }} />
    </label>
  );
}

export function EditPanel({ edit, item, field, leave }: { edit: Edit; item: Item; field: string; leave: () => void }) {
  const role = item.parties.find((each) => each.name === field);
  const known = item.fields.find((each) => each.name === field);
  const now = role ? role.now.map((each) => each.text).join(", ") : known?.text;
  return (
    <section class="panel" aria-label={`Edit ${known?.label ?? role?.label}`}>
      <h3><kbd>{LETTERS[field]}</kbd> {role ? role.label : edit.step}</h3>
      <p class="now">It says <b><bdi>{now || "nothing"}</bdi></b>{role && <>. {edit.step}</>}</p>
      <Options label="Candidates" options={edit.options} at={edit.at} empty={edit.waiting ? "Reading …" : edit.text ? "These words are no value of it." : "The reports say nothing else."} />
      <Typing edit={edit} leave={leave} label={edit.text ? "Words" : "Type / or choose words of the text with w"} takes={known?.takes ?? "a name"} />
      {field !== "type" && field !== "status" && <p class="note"><kbd>0</kbd> {role ? "nobody" : "unknown"} · <kbd>Esc</kbd> leave it</p>}
    </section>
  );
}

export function PairPanel({ kind, edit, leave }: { kind: "merge" | "duplicate"; edit: Edit; leave: () => void }) {
  return (
    <section class="panel" aria-label={kind === "merge" ? "Merge" : "Duplicate"}>
      <h3>{edit.step}</h3>
      <p class="now">{kind === "merge" ? "Both become one event, with the reports of both." : "It is left out, and adds nothing there."}</p>
      <Options label="Events near it" options={edit.options} at={edit.at} empty="No event of about these days shares a party or the place." />
      <Typing edit={edit} leave={leave} label="Or the id of an event, with /" takes="9cedbbba" />
      <p class="note"><kbd>Esc</kbd> leave it</p>
    </section>
  );
}

function NearEvent({ event }: { event: Near }) {
  return (
    <span class="near"><b>{parties(event.actors) || "Somebody"}{event.recipients.length > 0 && <> → {parties(event.recipients)}</>}</b>
      <span class="line">{event.type}{event.mode && ` ${event.mode}`} · {days(event.when)} · {place(event.where)}{event.killed && ` · ${number(event.killed)} killed`} · {count(event.reports, "report")}</span>
      <q dir="auto">{event.sentence}</q></span>
  );
}

export function NotePanel({ kind, start, take, leave }: { kind: "note" | "why"; start: string; take: (words: string) => void; leave: () => void }) {
  const [words, set] = useState(start);
  const box = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => box.current?.focus(), []);
  return (
    <form class="panel" onSubmit={(event) => { event.preventDefault(); if (words.trim() || kind === "why") take(words.trim()); }}>
      <h3>{kind === "note" ? "Note" : "Why"}</h3>
      <label class="typing"><span>{kind === "note" ? "Words for whoever looks next" : "The reason, kept with your next decision"}</span>
        <textarea ref={box} rows={4} maxLength={10000} value={words} onInput={(event) => set(event.currentTarget.value)}
          onKeyDown={(event) => { if (event.key === "Enter" && !event.shiftKey) { event.preventDefault(); event.currentTarget.form?.requestSubmit(); } }} /></label>
      <p><button type="submit">Keep <kbd>Enter</kbd></button> <button type="button" class="quiet" onClick={leave}>Leave <kbd>Esc</kbd></button></p>
    </form>
  );
}

function useDialog(leave: () => void): Ref<HTMLDialogElement | null> {
  const dialog = useRef<HTMLDialogElement | null>(null);
  useEffect(() => { dialog.current?.showModal(); }, []);
  useEffect(() => {
    const element = dialog.current!;
    const close = (event: Event) => { event.preventDefault(); leave(); };
    element.addEventListener("cancel", close);
    return () => element.removeEventListener("cancel", close);
  });
  return dialog;
}

export function HelpPanel({ on, setOn, leave }: { on: boolean; setOn: (on: boolean) => void; leave: () => void }) {
  const dialog = useDialog(leave);
  return (
    <dialog ref={dialog} aria-labelledby="keys" onKeyDown={(event) => { if (event.key === "?") { event.preventDefault(); event.stopPropagation(); leave(); } }}>
      <h2 id="keys">Keys</h2>
      <div class="two">
        <dl>{ACTIONS.map((each) => <div key={each.key}><dt><kbd>{each.key}</kbd> {each.name}</dt><dd>{each.does}</dd></div>)}</dl>
        <div>
          <h3>While you choose</h3>
          <dl>{CHOOSING.map(([key, does]) => <div key={key}><dt><kbd>{key}</kbd></dt><dd>{does}</dd></div>)}</dl>
          <label class="switch"><input type="checkbox" checked={on} onChange={(event) => { setKeys(event.currentTarget.checked); setOn(event.currentTarget.checked); }} /> Letters act at once</label>
        </div>
      </div>
      <p><button type="button" onClick={leave}>Close <kbd>Esc</kbd></button></p>
    </dialog>
  );
}

export function StalePanel({ stopped, item, anyway, giveWay }: { stopped: Stopped; item: Item | null; anyway: () => void; giveWay: () => void }) {
  const dialog = useDialog(giveWay);
  const { conflict } = stopped.fault;
  const label = item?.fields.find((each) => each.name === conflict.field)?.label ?? item?.parties.find((each) => each.name === conflict.field)?.label ?? "Event";
  const last = conflict.decisions.find((each) => each.standing?.state !== "undone");
  return (
    <dialog ref={dialog} aria-labelledby="stale" onKeyDown={(event) => {
      event.stopPropagation(); // what answers here is no key of the page
      if (event.key === "m" && conflict.version) { event.preventDefault(); anyway(); }
      if (event.key === "t") { event.preventDefault(); giveWay(); }
    }}>
      <h2 id="stale">Somebody was quicker</h2>
      <p>{last ? <>{last.by} decided on this event after you had opened it: {last.kind}{last.field && ` ${last.field}`}{last.why && <>, “<bdi>{last.why}</bdi>”</>}.</> : "This event has changed after you had opened it."} Nothing of yours was written, and nothing is lost.</p>
      {conflict.field && <dl class="both"><div><dt>{label} now</dt><dd><bdi>{told(conflict.theirs)}</bdi></dd></div><div><dt>Yours</dt><dd><bdi>{told(conflict.yours)}</bdi></dd></div></dl>}
      {!conflict.field && <p>Yours was: {stopped.words.toLowerCase()}.</p>}
      <p>{conflict.version && <button type="button" onClick={anyway}>Mine all the same <kbd>m</kbd></button>} <button type="button" class="quiet" onClick={giveWay}>Theirs, and look again <kbd>t</kbd></button></p>
    </dialog>
  );
}

/** A value in its JSON form, in words. */
function told(value: unknown): string {
  if (value === null || value === undefined) return "unknown";
  if (Array.isArray(value)) return value.map(told).join(", ") || "nobody";
  if (typeof value !== "object") return String(value);
  const it = value as Record<string, unknown>;
  if ("low" in it) return number(it as never);
  if ("start" in it) return days(it as never);
  if ("type" in it) return [it.type, it.mode].filter(Boolean).join(" ");
  if ("precision" in it) return place(it as never);
  return String(it.name ?? JSON.stringify(it));
}
