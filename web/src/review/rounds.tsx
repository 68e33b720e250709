/** Rounds of double coding: who is how far, and how far they agree once all have finished. */
import { useEffect, useState } from "preact/hooks";
import { useAddress, filterOf } from "../address";
import { ask } from "../asking";
import { count, day } from "../words";
import type { Round, Session } from "./records";
import { Top } from "./top";
import { send, session } from "./writing";

export function RoundsPage() {
  const [who, setWho] = useState<Session | null>(null);
  const [rounds, set] = useState<Round[] | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const load = () => ask<{ items: Round[] }>("/rounds", new Map()).then((answer) => set(answer.items)).catch((problem: Error) => setFault(problem.message));
  useEffect(() => { void session().then(setWho, () => undefined); void load(); }, []);
  return (
    <>
      <Top here="/review"><p class="who">{who?.name}</p></Top>
      <main id="main" class="rounds" tabIndex={-1}>
        <h1>Double coding</h1>
        <p>A round gives the same events to two people or more. Nobody sees what the others decide until all have finished; then the decisions go into the record, and here stands how far they agree. <a href="/review">To the queue</a></p>
        {fault && <p class="problem" role="alert">{fault}</p>}
        {who?.role === "admin" && <Begin who={who} begun={load} />}
        {rounds?.length === 0 && <p class="empty">There is no round yet.</p>}
        {rounds?.map((round) => <One key={round.number} round={round} who={who} />)}
      </main>
    </>
  );
}

function Begin({ who, begun }: { who: Session; begun: () => Promise<void> }) {
  const filter = filterOf(useAddress(), "round", "event");
  const [fault, setFault] = useState<string | null>(null);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget as HTMLFormElement);
    const coders = String(given.get("coders")).split(",").map((each) => each.trim()).filter(Boolean);
    const text = new URLSearchParams(String(given.get("filter")));
    send("/rounds", { name: String(given.get("name")), coders, events: Number(given.get("events")), filter: Object.fromEntries(text) })
      .then(() => { setFault(null); return begun(); }).catch((problem: Error) => setFault(problem.message));
  };
  return (
    <details class="begin"><summary>Begin a round</summary>
      <form onSubmit={submit}>
        <label><span>Name</span><input name="name" required maxLength={80} /></label>
        <label><span>People, with commas between</span><input name="coders" required defaultValue={who.name ? `${who.name}, ` : ""} /></label>
        <label><span>Events, the first of the queue that nobody has looked at</span><input name="events" type="number" min={1} max={1000} defaultValue="50" required /></label>
        <label><span>Filter, as in the address: type=ASSAULT&from=2024-03-01</span><input name="filter" defaultValue={new URLSearchParams([...filter]).toString()} /></label>
        {fault && <p class="problem" role="alert">{fault}</p>}
        <p><button type="submit">Begin</button></p>
      </form>
    </details>
  );
}

function One({ round, who }: { round: Round; who: Session | null }) {
  const mine = round.coders.find((each) => each.name === who?.name);
  const differences = round.agreement?.flatMap((each) => each.differences) ?? [];
  return (
    <section class="round" aria-label={round.name}>
      <h2>{round.name}</h2>
      <p class="note">{count(round.events, "event")}, begun by {round.by} on {day(round.at.slice(0, 10))}{Object.keys(round.filter).length > 0 && <>, of <code>{new URLSearchParams(round.filter).toString()}</code></>}. {round.closed ? `Closed on ${day(round.closed.slice(0, 10))}.` : "Open."}</p>
      <ul class="coders">{round.coders.map((each) => (
        <li key={each.name}><span>{each.name}</span><span class="meter" aria-hidden="true"><span style={{ width: `${(100 * each.done) / Math.max(1, round.events)}%` }} /></span><span>{each.finished ? "finished" : `${each.done} of ${round.events}`}</span></li>
      ))}</ul>
      {mine && !mine.finished && <p><a class="go" href={`/review?round=${round.number}`}>Code your part</a></p>}
      {round.agreement && (
        <>
          <table class="plain"><caption>How far they agree. Alpha is Krippendorff's: 1 all agree, 0 no better than chance; above .80 is held to be reliable.</caption>
            <thead><tr><th scope="col">About</th><th scope="col" class="n">Judged by two</th><th scope="col" class="n">Alike</th><th scope="col" class="n">Alpha</th></tr></thead>
            <tbody>{round.agreement.map((each) => <tr key={each.about}><td>{each.about}</td><td class="n">{each.things}</td><td class="n">{each.alike}</td><td class="n">{each.alpha === null ? "no variation" : each.alpha.toFixed(3)}</td></tr>)}</tbody></table>
          {differences.length > 0 && <><h3>Where they differ</h3><ul class="list">{differences.map((each) => (
            <li key={each.target + each.about}><a href={`/events/${each.target}`}><code>{each.target.slice(0, 8)}</code></a> {each.about}: {each.said.map(([name, value], index) => <>{index > 0 && "; "}{name} says <bdi>{value}</bdi></>)}</li>
          ))}</ul></>}
        </>
      )}
    </section>
  );
}
