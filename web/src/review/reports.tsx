/** The sentences of the reports, their words marked by what they carry; in an edit, words can be chosen from them. */
import type { Item, Part, Report } from "./records";
import { day } from "../words";

export interface Choice { report: number; from: number; to: number; head: number }

/** The words of a report as stretches of its sentence. */
export function wordsOf(report: Report): { start: number; end: number }[] {
  const text = report.sentence.map((part) => part.text).join("");
  return [...text.matchAll(/[\p{L}\p{N}][\p{L}\p{N}\p{M}'’,.-]*(?<![,.'’-])/gu)].map((found) => ({ start: found.index, end: found.index + found[0].length }));
}

export function chosenWords(item: Item, choice: Choice): string {
  const report = item.claims[choice.report]!;
  const words = wordsOf(report);
  const text = report.sentence.map((part) => part.text).join("");
  return text.slice(words[choice.from]?.start ?? 0, words[choice.to]?.end ?? 0);
}

export function moved(item: Item, choice: Choice, key: string, extend: boolean): Choice {
  const last = wordsOf(item.claims[choice.report]!).length - 1;
  if (key === "ArrowUp" || key === "ArrowDown") {
    const report = Math.min(item.claims.length - 1, Math.max(0, choice.report + (key === "ArrowDown" ? 1 : -1)));
    return report === choice.report ? choice : { report, from: 0, to: 0, head: 0 };
  }
  const head = Math.min(last, Math.max(0, choice.head + (key === "ArrowRight" ? 1 : -1)));
  if (!extend) return { ...choice, head, from: head, to: head };
  const anchor = choice.head === choice.to ? choice.from : choice.to;
  return { ...choice, head, from: Math.min(anchor, head), to: Math.max(anchor, head) };
}

interface Cut { text: string; roles: string[]; chosen: boolean }

function cuts(parts: Part[], from: number, to: number): Cut[] {
  const found: Cut[] = [];
  let at = 0;
  for (const part of parts) {
    const edges = [0, from - at, to - at, part.text.length].filter((edge) => edge >= 0 && edge <= part.text.length).sort((a, b) => a - b);
    for (let index = 0; index + 1 < edges.length; index += 1) {
      const text = part.text.slice(edges[index], edges[index + 1]);
      const start = at + edges[index]!;
      if (text) found.push({ text, roles: part.roles, chosen: start >= from && start < to });
    }
    at += part.text.length;
  }
  return found;
}

export function Reports({ item, choice, taken, toggle, picked }: {
  item: Item; choice: Choice | null; taken: Set<string> | null; toggle: (id: string) => void; picked: (words: string, published: string | null) => void;
}) {
  return (
    <ol class="reports">
      {item.claims.map((report, index) => {
        const words = choice?.report === index ? wordsOf(report) : [];
        const from = choice?.report === index ? words[choice.from]?.start ?? -1 : -1;
        const to = choice?.report === index ? words[choice.to]?.end ?? -1 : -1;
        const select = () => {
          const text = getSelection()?.toString().trim();
          if (text) picked(text, report.document.published);
        };
        return (
          <li key={report.id} class={taken?.has(report.id) ? "out" : ""}>
            <p class="from">
              {taken ? <label><input type="checkbox" checked={taken.has(report.id)} onChange={() => toggle(report.id)} /> <b>{report.number}</b> takes out</label> : <b class="which">{report.number}</b>}
              <span><bdi>{report.document.publisher ?? report.document.title}</bdi>{report.document.published && <>, {day(report.document.published)}</>}</span>
              {report.speakers.length > 0 && <span>says <bdi>{report.speakers.join(" citing ")}</bdi></span>}
              {report.status !== "asserted" && <span class="status">{report.status}</span>}
              <span class="sure" title="How sure the machine is of this claim">{report.confidence.toFixed(2)}</span>
              <a href={`/pages/${report.document.id}#at-${report.at}`} target="_blank" rel="noopener">page</a>
            </p>
            <q dir="auto" onMouseUp={select}>{cuts(report.sentence, from, to).map((cut) => (
              cut.roles.length || cut.chosen
                ? <mark class={`${cut.roles.join(" ")}${cut.chosen ? " chosen" : ""}`} title={cut.roles.join(", ")}>{cut.text}</mark>
                : cut.text
            ))}</q>
            {report.elsewhere.length > 0 && <p class="elsewhere">Elsewhere on the page: {report.elsewhere.map((each, place) => (
              <>{place > 0 && ", "}{each.role} <mark class={each.role}>{each.words}</mark></>
            ))}</p>}
          </li>
        );
      })}
      {item.more > 0 && <li class="more">and {item.more} more reports; <a href={`/events/${item.event.id}`} target="_blank" rel="noopener">all of them</a></li>}
    </ol>
  );
}
