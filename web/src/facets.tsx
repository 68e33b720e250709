/** Facets: which values the events have, how many each, and which are taken. A facet without a value is not shown. */
import { chosen, given, go, toggled, type Query } from "./address";
import type { Facets } from "./records";
import { quad } from "./words";

const SHOWN: [string, string][] = [
  ["type", "What"], ["year", "When"], ["by", "Who"], ["against", "To whom"], ["place", "Where"], ["country", "Country"], ["precision", "Placed"],
  ["status", "Status"], ["source", "Source"], ["language", "Language"], ["mode", "How"], ["review", "Reviewed"],
];
const PLACED: Record<string, string> = { 1: "spot or town", 2: "near it", 3: "region", 4: "country", 5: "unknown" };
const LEAST = 8;

/** The year that the days of the filter are, if they are one. */
function year(query: Query): string[] {
  const [from, to] = [query.get("from") ?? "", query.get("to") ?? ""];
  return from.endsWith("-01-01") && to === `${from.slice(0, 4)}-12-31` ? [from.slice(0, 4)] : [];
}

const ofYear = (query: Query, value: string | null) => given(query, { from: value && `${value}-01-01`, to: value && `${value}-12-31` });

export function FacetColumn({ query, facets }: { query: Query; facets: Facets | null }) {
  if (!facets) return <div class="column" aria-busy="true" />;
  return (
    <div class="column">
      {SHOWN.map(([name, title]) => {
        const facet = facets.facets[name];
        const taken = name === "year" ? year(query) : chosen(query, name);
        const gone = taken.filter((value) => !facet?.values.some((each) => each.value === value));
        if (!facet || (!facet.values.length && !gone.length)) return null;
        const values = [...gone.map((value) => ({ value, label: value.replace(/^id:/, ""), count: 0 })), ...facet.values];
        const most = Math.max(1, ...facet.values.map((each) => each.count));
        return (
          <fieldset key={name}>
            <legend>{title}</legend>
            {values.slice(0, LEAST + gone.length).map((each) => (
              <label class="value" key={each.value} style={{ "--share": `${(100 * each.count) / most}%` }}>
                <input type="checkbox" checked={taken.includes(each.value)} onChange={() => go(name === "year" ? ofYear(query, taken.includes(each.value) ? null : each.value) : toggled(query, name, each.value))} />
                {name === "type" ? <span class={`type quad${quad(each.value)}`}><span class="sign" aria-hidden="true" />{each.label}</span>
                  : <span class="label">{name === "precision" ? PLACED[each.value] : each.label}</span>}
                <span class="n">{each.count.toLocaleString("en")}</span>
              </label>
            ))}
            {facet.missing > 0 && <p class="missing">{facet.missing.toLocaleString("en")} without</p>}
          </fieldset>
        );
      })}
    </div>
  );
}
