/** The map: drawn by MapLibre where the browser has WebGL, and as a plain picture where it has none. No tiles. */
import { useEffect, useRef, useState } from "preact/hooks";
import { given, go, type Query } from "./address";
import { FlatMap } from "./flat_map";
import type { Painted } from "./painted";
import type { Place, Places } from "./records";
import { count, place as placeWords } from "./words";
import { world, type World } from "./world";

export function PlaceMap({ query, places }: { query: Query; places: Places | null }) {
  const holder = useRef<HTMLDivElement>(null);
  const painted = useRef<Painted | null>(null);
  const [flat, setFlat] = useState(!hasWebGL());
  const [land, setLand] = useState<World | null>(null);
  const [at, setAt] = useState<Place[]>([]);
  const latest = useRef<Place[]>([]);
  latest.current = places?.items ?? [];

  useEffect(() => { world().then(setLand, () => setLand({ type: "FeatureCollection", features: [] })); }, []);
  useEffect(() => {
    if (flat || !land) return;
    let gone = false;
    import("./painted").then(({ paint }) => {
      if (gone) return;
      painted.current = paint(holder.current!, land, (keys) => setAt(latest.current.filter((each) => keys.includes(each.key))));
      painted.current.show(latest.current, true);
    }).catch(() => setFlat(true));
    return () => { gone = true; painted.current?.close(); painted.current = null; };
  }, [flat, land]);
  useEffect(() => { painted.current?.show(places?.items ?? [], false); setAt([]); }, [places]);

  const box = query.get("box");
  return (
    <section class="map" aria-label="Map">
      {flat ? land && <FlatMap land={land} places={places?.items ?? []} onOpen={(place) => setAt([place])} /> : <div class="canvas" ref={holder} />}
      {at.length > 0 && <Opened places={at} query={query} onClose={() => setAt([])} />}
      <div class="under">
        {!flat && !box && <button type="button" class="plainly" onClick={() => { const seen = painted.current?.seen(); if (seen) go(given(query, { box: seen })); }}>Only what is in view</button>}
        {box && <button type="button" class="plainly" onClick={() => go(given(query, { box: null }))}>Everywhere</button>}
        <p class="note">{places ? `${count(places.items.length, "place")}; ${count(places.unplaced, "event")} without a place${places.aggregates ? `, ${count(places.aggregates, "event")} of several occurrences left out` : ""}` : " "}</p>
        <p class="note credit">Outlines: Natural Earth</p>
      </div>
    </section>
  );
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

function hasWebGL(): boolean {
  try {
    return Boolean(document.createElement("canvas").getContext("webgl2"));
  } catch {
    return false;
  }
}
