/** Facets: which values the events have, how many each, and which are taken. A facet without a value is not shown. */
import { useState } from "preact/hooks";
import { chosen, filterOf, given, go, toggled, type Query } from "./address";
import { useAnswer } from "./asking";
import type { Facet, Facets, FacetValue } from "./records";
import { quad } from "./words";

const SHOWN: [string, string][] = [
  ["type", "What"], ["year", "When"], ["by", "Who"], ["against", "To whom"], ["place", "Where"], ["country", "Country"], ["precision", "Placed"],
  ["status", "Status"], ["source", "Source"], ["language", "Language"], ["mode", "How"], ["review", "Reviewed"],
];
const PLACED: Record<string, string> = { 1: "spot or town", 2: "near it", 3: "region", 4: "country", 5: "unknown" };
/** What is said of the events that have no value. */
const UNTOLD: Record<string, string> = { year: "undated", by: "name no actor", against: "name no recipient", place: "place unknown", country: "country unknown", source: "publisher unknown", mode: "no mode" };
const LEAST = 6;
const MOST = 100;
/** Facets of which any words may be asked for, not only what is listed. */
const OPEN = new Set(["by", "against", "place", "source"]);

/** The year that the days of the filter are, if they are one. */
function year(query: Query): string[] {
  const [from, to] = [query.get("from") ?? "", query.get("to") ?? ""];
  return from.endsWith("-01-01") && to === `${from.slice(0, 4)}-12-31` ? [from.slice(0, 4)] : [];
}

const ofYear = (query: Query, value: string | null) => given(query, { from: value && `${value}-01-01`, to: value && `${value}-12-31` });

export function FacetColumn({ query, facets }: { query: Query; facets: Facets | null }) {
  if (!facets) return <div class="column" aria-busy="true" />;
  return <div class="column">{SHOWN.map(([name, title]) => <One key={name} name={name} title={title} query={query} facet={facets.facets[name]} />)}</div>;
}

interface Shown { name: string; title: string; query: Query; facet: Facet | undefined }

function One({ name, title, query, facet }: Shown) {
  const [whole, setWhole] = useState(false);
  const [words, setWords] = useState("");
  const all = useAnswer<Facets>("/facets", whole ? given(filterOf(query), { facet: name, most: String(MOST) }) : null);
  const taken = name === "year" ? year(query) : chosen(query, name);
  const told = (whole && all.value?.facets[name]) || facet;
  if (!told || (!told.values.length && !taken.length)) return null;
  const gone = taken.filter((value) => !told.values.some((each) => each.value === value));
  const begun = words.trim().toLowerCase();
  const listed = told.values.filter((each) => !begun || (label(name, each)).toLowerCase().includes(begun));
  const values = [...gone.map((value) => ({ value, label: value.replace(/^id:/, ""), count: 0 })), ...(whole ? listed : listed.slice(0, LEAST))];
  const most = Math.max(1, ...told.values.map((each) => each.count));
  const left = told.values.length - LEAST + told.more;
  const take = (value: string) => go(name === "year" ? ofYear(query, taken.includes(value) ? null : value) : toggled(query, name, value));
  return (
    <fieldset>
      <legend>{title}</legend>
      {whole && told.values.length > LEAST && (
        <form class="among" onSubmit={(event) => { event.preventDefault(); if (OPEN.has(name) && begun) { go(toggled(query, name, words.trim())); setWords(""); } }}>
          <input type="search" value={words} maxLength={200} aria-label={`Words of ${title}`} placeholder={OPEN.has(name) ? "begins with … and Enter" : "among these"} onInput={(event) => setWords(event.currentTarget.value)} />
        </form>
      )}
      {values.map((each) => (
        <label class="value" key={each.value} style={{ "--share": `${(100 * each.count) / most}%` }}>
          <input type="checkbox" checked={taken.includes(each.value)} onChange={() => take(each.value)} />
          {name === "type" ? <span class={`type quad${quad(each.value)}`}><span class="sign" aria-hidden="true" />{each.label}</span>
            : <span class="label" title={label(name, each)}>{label(name, each)}</span>}
          <span class="n">{each.count.toLocaleString("en")}</span>
        </label>
      ))}
      {told.missing > 0 && !begun && <p class="missing">{told.missing.toLocaleString("en")} {UNTOLD[name] ?? "without"}</p>}
      {whole && told.more > 0 && <p class="missing">{told.more.toLocaleString("en")} more are not listed here.</p>}
      {left > 0 && <button type="button" class="plainly further" aria-expanded={whole} onClick={() => { setWhole(!whole); setWords(""); }}>{whole ? "Fewer" : `${left.toLocaleString("en")} more`}</button>}
    </fieldset>
  );
}

const label = (name: string, each: FacetValue) => (name === "precision" && PLACED[each.value]) || each.label;
