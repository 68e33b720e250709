/** The map: drawn by MapLibre where the browser has WebGL, and as a plain picture where it has none. No tiles. */
import { useEffect, useRef, useState } from "preact/hooks";
import { given, go, type Query } from "./address";
import { FlatMap } from "./flat_map";
import { isDrawn } from "./layers";
import type { Painted } from "./painted";
import type { Place, Places } from "./records";
import { Sketch } from "./sketch";
import { count, place as placeWords } from "./words";
import { world, type World } from "./world";

const NOWHERE: World = { type: "FeatureCollection", features: [] };

/** `begin` says that what is read first has been drawn: making a WebGL context may hold the browser up for a while. */
export function PlaceMap({ query, places, begin }: { query: Query; places: Places | null; begin: boolean }) {
  const holder = useRef<HTMLDivElement>(null);
  const painted = useRef<Painted | null>(null);
  const [flat, setFlat] = useState(false);
  const [land, setLand] = useState(NOWHERE);
  const [drawn, setDrawn] = useState(false);
  const [at, setAt] = useState<Place[]>([]);
  const latest = useRef<Place[]>([]);
  latest.current = places?.items ?? [];

  const [begun, setBegun] = useState(false);
  useEffect(() => { if (begin) setBegun(true); }, [begin]);

  useEffect(() => {
    world("coarse").then((first) => setLand((before) => (before === NOWHERE ? first : before)), () => undefined);
  }, []);
  useEffect(() => {
    if (!begun) return;
    let gone = false;
    const refine = () => world("fine").then((finer) => { if (!gone) { setLand(finer); painted.current?.refine(finer); } }, () => undefined);
    const open = (keys: string[]) => setAt(latest.current.filter((each) => keys.includes(each.key)));
    const live = () => { performance.mark("live map"); setDrawn(true); refine(); };
    Promise.all([import("./painted"), world("coarse").catch(() => NOWHERE)]).then(([{ paint }, first]) => {
      if (!gone) painted.current = paint(holder.current!, first, latest.current, open, live);
    }).catch(() => { if (!gone) { setFlat(true); refine(); } });
    return () => { gone = true; painted.current?.close(); painted.current = null; };
  }, [begun]);
  useEffect(() => { painted.current?.show(places?.items ?? []); setAt([]); }, [places]);

  const box = query.get("box");
  return (
    <section class="map" aria-label="Map">
      {flat ? <FlatMap land={land} places={places?.items ?? []} onOpen={(place) => setAt([place])} /> : <div class={`stage ${drawn ? "live" : ""}`}><div class="canvas" ref={holder} />{!drawn && <Sketch land={land} places={places?.items ?? []} />}</div>}
      {at.length > 0 && <Opened places={at} query={query} onClose={() => setAt([])} />}
      <div class="under">
        {!flat && !box && <button type="button" class="plainly" onClick={() => { const seen = painted.current?.seen(); if (seen) go(given(query, { box: seen })); }}>Only what is in view</button>}
        {box && <button type="button" class="plainly" onClick={() => go(given(query, { box: null }))}>Everywhere</button>}
        <p class="note">{places ? onMap(places) : " "}</p>
        <p class="note credit">Natural Earth</p>
      </div>
    </section>
  );
}

/** What is on the map, and what is not and why. */
function onMap(places: Places): string {
  const shown = places.items.filter(isDrawn);
  const nowhere = places.unplaced + places.items.reduce((sum, each) => sum + (isDrawn(each) ? 0 : each.events), 0);
  const left = [nowhere && `${nowhere.toLocaleString("en")} at no known place`, places.aggregates && `${places.aggregates.toLocaleString("en")} that count several`].filter(Boolean);
  return `${count(shown.length, "place")}${left.length ? ` · not on it: ${left.join(", ")}` : ""}`;
}

function Opened({ places, query, onClose }: { places: Place[]; query: Query; onClose: () => void }) {
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => first.current?.focus({ preventScroll: true }), [places]);
  return (
    <div class="opened" role="dialog" aria-label="What is here" onKeyDown={(event) => event.key === "Escape" && onClose()}>
      <button type="button" class="plainly close" onClick={onClose} aria-label="Close">×</button>
      <ul>{places.slice(0, 12).map((place) => (
        <li key={place.key}>
          <button type="button" class="plainly" ref={place === places[0] ? first : undefined}
            onClick={() => go(given(query, { place: place.geoname_id ? `id:${place.geoname_id}` : place.name }))}>{placeWords(place)}</button>
          <small> {count(place.events, "event")}{place.precision === 2 ? ", not this very point" : ""}</small>
        </li>
      ))}</ul>
      {places.length > 12 && <p class="note">{places.length - 12} more places; come nearer.</p>}
    </div>
  );
}
