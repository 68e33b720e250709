/** Exploring: one filter, which lives in the address, drives the map, the timeline, the list and the facets. */
import { useState } from "preact/hooks";
import { filterOf, given, go, search, useAddress } from "./address";
import { useAnswer } from "./asking";
import { FacetColumn } from "./facets";
import { Chips, SearchBox } from "./filters";
import { KeptFilters, useKept } from "./kept";
import { EventList } from "./list";
import { PARTS } from "./parts";
import { PlaceMap } from "./map";
import type { Facets, Places, Series } from "./records";
import { Timeline } from "./timeline";
import { count, share } from "./words";

const FORMATS = ["csv", "geojson", "jsonl"];

export function Explore() {
  const query = useAddress();
  const filter = filterOf(query);
  const facets = useAnswer<Facets>("/facets", filter);
  const places = useAnswer<Places>("/places", filterOf(query, "box"));
  const series = useAnswer<Series>("/series", filterOf(query, "from", "to"));
  const [open, setOpen] = useState(false);
  const [listed, setListed] = useState(false);
  const [{ total, of }, setTotal] = useState<{ total: number | null; of: string }>({ total: null, of: "" });
  const kept = useKept(query, of === search(filter) ? total : null);
  const fault = facets.fault ?? places.fault ?? series.fault;
  return (
    <>
      <a class="skip" href="#list">Skip to the events</a>
      <header class="top">
        <a class="mark" href="/">dateline</a>
        <nav aria-label="Parts of the record">
          {PARTS.map(([path, name]) => <a href={path} aria-current={path === "/" ? "page" : undefined}>{name}</a>)}
        </nav>
        <SearchBox query={query} />
      </header>
      <main class="explore" id="main">
        <h1 class="hidden">Explore the record</h1>
        <div class={`facets ${open ? "open" : ""}`}>
          <button type="button" class="unfold" aria-expanded={open} onClick={() => setOpen(!open)}>Filter</button>
          <KeptFilters {...kept} />
          <FacetColumn query={query} facets={facets.value} />
        </div>
        <div class="views">
          <Chips query={query} facets={facets.value} keep={kept.isKept ? null : kept.keep} />
          {fault && <p class="problem" role="alert">{fault}</p>}
          <PlaceMap query={query} places={places.value} begin={listed && !places.waiting} />
          <Timeline query={query} series={series.value} />
        </div>
        <section class="found" id="list" aria-label="Events">
          <div class="head">
            <p class="total" aria-live="polite"><strong>{total !== null ? count(total, "event") : fault ? "—" : "…"}</strong></p>
            <label><span class="hidden">Order</span>
              <select value={query.get("sort") ?? "-date"} onChange={(e) => go(given(query, { sort: e.currentTarget.value }))}>
                <option value="-date">newest first</option>
                <option value="date">oldest first</option>
                <option value="-killed">most killed</option>
                <option value="-reports">most reports</option>
                <option value="-voices">most voices</option>
              </select>
            </label>
            <p class="take">Take as {FORMATS.map((format) => (
              <a href={`/api/v1/exports/events.${format}${search(filter)}`} download>{format}</a>
            ))} · <a href={`/briefing${search(filter)}`}>briefing</a> · <a href={`/review${search(filter)}`}>review these</a></p>
          </div>
          <EventList query={given(filter, { sort: query.get("sort") ?? "-date" })} onTotal={(found) => setTotal({ total: found, of: search(filter) })} onDrawn={() => setListed(true)} />
        </section>
      </main>
      <p class="banner">Coded by a machine{facets.value && `; ${share(facets.value.reviewed, facets.value.total)}`}. Check what matters against the words. <a href="/decisions">What people decided</a> · <a href="/sign-in">Who you are</a></p>
    </>
  );
}
