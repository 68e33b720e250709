/** The map by MapLibre, without tiles, fonts or pictures from anywhere: outlines, areas, clusters and points. */
import { LngLatBounds, Map as MapLibre, NavigationControl, prewarm, setWorkerUrl, type GeoJSONSource, type StyleSpecification } from "maplibre-gl";
import "maplibre-gl/dist/maplibre-gl.css";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url";
import { colours, dark } from "./colours";
import { apartFrom, fan, gathered, type Gathered, type Point } from "./gathering";
import { countryNames, drawn, type Drawn } from "./layers";
import { FITTED, SIZES } from "./sketch";
import type { Place } from "./records";
import type { World } from "./world";

export interface Painted {
  show(places: Place[]): void;
  /** Puts finer outlines in the place of the first ones. */
  refine(land: World): void;
  seen(): string;
  close(): void;
}

const NOTHING: Drawn = { type: "FeatureCollection", features: [] };
const CLICKABLE = ["fanned", "clusters", "points", "areas"];
const NEAREST_ZOOM = 11;
const SOURCES = ["land", "countries", "areas", "labels", "points", "legs", "fanned"];

setWorkerUrl(workerUrl);
prewarm();

/** Draws the map. Throws where there is no WebGL. */
export function paint(holder: HTMLElement, first: World, places: Place[], onOpen: (keys: string[]) => void, onDrawn: () => void): Painted {
  let land = first;
  let current = places;
  const around = boundsOf(current);
  const map = new MapLibre({
    container: holder, center: [20, 15], zoom: 1, maxZoom: 12, attributionControl: false,
    dragRotate: false, pitchWithRotate: false, touchPitch: false, renderWorldCopies: true, fadeDuration: 0,
    ...(around && { bounds: around, fitBoundsOptions: FITTED }),
  });
  map.addControl(new NavigationControl({ showCompass: false }), "top-right");
  map.touchZoomRotate.disableRotation();
  let fitted = around !== null;
  let points: Point[] = [];
  let groups = new Map<string, Gathered>();
  let gatheredAt = -1;
  const held: Record<string, unknown> = { land, countries: countryNames(land) };
  const set = (name: string, data: unknown) => { held[name] = data; (map.getSource(name) as GeoJSONSource | undefined)?.setData(data as never); };
  const gather = () => {
    gatheredAt = Math.floor(map.getZoom());
    const made = gathered(points, gatheredAt);
    groups = new Map(made.map((each) => [String(each.point.properties.key), each]));
    set("points", { type: "FeatureCollection", features: made.map((each) => each.point) });
    foldUp();
  };
  const fill = () => {
    const made = drawn(current, land);
    points = made.points.features;
    set("areas", made.areas);
    set("labels", made.labels);
    gather();
  };
  const foldUp = () => { set("legs", NOTHING); set("fanned", NOTHING); };
  const fanOut = ({ point, members }: Gathered) => {
    const centre = (point.geometry.coordinates as [number, number]);
    const middle = map.project(centre);
    const spots = fan(members.length).map(([x, y]) => map.unproject([middle.x + x, middle.y + y]).toArray());
    set("fanned", { type: "FeatureCollection", features: members.map((each, at) => ({ ...each, geometry: { type: "Point", coordinates: spots[at] } })) });
    set("legs", { type: "FeatureCollection", features: spots.map((spot) => ({ type: "Feature", geometry: { type: "LineString", coordinates: [centre, spot] }, properties: {} })) });
  };
  map.on("zoomstart", foldUp);
  map.on("zoomend", () => { if (Math.floor(map.getZoom()) !== gatheredAt) gather(); });
  map.on("error", (fault) => console.error(String(fault.error)));
  fill();
  map.setStyle(style(held));
  map.once("idle", onDrawn);
  const fitTo = () => {
    if (fitted) return;
    const bounds = boundsOf(current);
    if (!bounds) return;
    fitted = true;
    map.fitBounds(bounds, { ...FITTED, animate: false });
  };
  map.on("click", (event) => {
    const found = map.queryRenderedFeatures([[event.point.x - 3, event.point.y - 3], [event.point.x + 3, event.point.y + 3]], { layers: CLICKABLE.filter((name) => map.getLayer(name)) });
    const spread = found.filter((each) => each.layer.id === "fanned");
    const group = spread.length ? undefined : groups.get(String(found.find((each) => each.properties.cluster)?.properties.key));
    if (group) {
      const zoom = apartFrom(group.members, map.getZoom(), NEAREST_ZOOM);
      if (zoom === null) { fanOut(group); return; }
      const bounds = new LngLatBounds();
      for (const each of group.members) bounds.extend(each.geometry.coordinates as [number, number]);
      map.fitBounds(bounds, { padding: 70, maxZoom: Math.max(zoom, map.getZoom()) });
      return;
    }
    if (!spread.length) foldUp();
    const spots = found.filter((each) => each.layer.id === "points");
    const hit = spread.length ? spread : spots.length ? spots : found;
    onOpen([...new Set(hit.map((each) => String(each.properties.key)))]);
  });
  map.on("mousemove", (event) => { map.getCanvas().style.cursor = map.queryRenderedFeatures(event.point, { layers: CLICKABLE.filter((name) => map.getLayer(name)) }).length ? "pointer" : ""; });
  const repaint = () => map.setStyle(style(held));
  dark.addEventListener("change", repaint);
  return {
    show(places) { current = places; fill(); fitTo(); },
    refine(better) { land = better; set("land", land); set("countries", countryNames(land)); fill(); },
    seen() {
      const box = map.getBounds();
      const wide = box.getEast() - box.getWest() >= 360;
      const east = wide ? 180 : ((box.getEast() + 540) % 360) - 180;
      const west = wide ? -180 : ((box.getWest() + 540) % 360) - 180;
      return [west, Math.max(-90, box.getSouth()), east, Math.min(90, box.getNorth())].map((each) => each.toFixed(3)).join(",");
    },
    close() { dark.removeEventListener("change", repaint); map.remove(); },
  };
}

function boundsOf(places: Place[]): LngLatBounds | null {
  const bounds = new LngLatBounds();
  for (const each of places) if (each.longitude !== null && each.latitude !== null) bounds.extend([each.longitude, each.latitude]);
  return bounds.isEmpty() ? null : bounds;
}

/** The style with what each source holds now. */
function style(held: Record<string, unknown>): StyleSpecification {
  const { water, land: ground, border, ink, soft, halo, quads } = colours();
  const most = ["max", ["get", "q1"], ["get", "q2"], ["get", "q3"], ["get", "q4"]];
  const colour = ["case", ["==", most, 0], quads[0], ["==", ["get", "q4"], most], quads[4], ["==", ["get", "q3"], most], quads[3], ["==", ["get", "q2"], most], quads[2], quads[1]];
  const size = ["interpolate", ["linear"], ["sqrt", ["get", "events"]], ...SIZES.flat()];
  const text = { "text-font": ["sans-serif"], "text-size": 11 };
  const words = { "text-color": ink, "text-halo-color": halo, "text-halo-width": 1.4 };
  const spot = {
    "circle-color": colour, "circle-radius": size,
    "circle-opacity": ["case", ["==", ["get", "near"], 1], 0.25, 0.9],
    "circle-stroke-color": ["case", ["==", ["get", "near"], 1], colour, halo], "circle-stroke-width": 1.5,
  };
  return {
    version: 8,
    sources: Object.fromEntries(SOURCES.map((name) => [name, { type: "geojson", data: (held[name] ?? NOTHING) as never }])),
    layers: [
      { id: "water", type: "background", paint: { "background-color": water } },
      { id: "land", type: "fill", source: "land", paint: { "fill-color": ground } },
      { id: "borders", type: "line", source: "land", paint: { "line-color": border, "line-width": 0.8 } },
      { id: "country-names", type: "symbol", source: "countries", filter: [">", ["get", "room"], ["step", ["zoom"], 8, 3, 2, 4.5, 0]] as never, layout: { ...text, "text-field": ["get", "name"], "text-letter-spacing": 0.06, "text-max-width": 7, "symbol-sort-key": ["-", 0, ["get", "room"]], "text-padding": 6 }, paint: { "text-color": soft, "text-halo-color": ground, "text-halo-width": 1 } },
      { id: "areas", type: "fill", source: "areas", paint: { "fill-color": colour as never, "fill-opacity": ["case", [">=", ["get", "precision"], 4], 0.1, 0.2] as never } },
      { id: "edges", type: "line", source: "areas", paint: { "line-color": colour as never, "line-width": 1.2, "line-dasharray": [2, 2] } },
      { id: "clusters", type: "circle", source: "points", filter: ["has", "cluster"], paint: { "circle-color": colour as never, "circle-opacity": 0.82, "circle-radius": size as never, "circle-stroke-color": halo, "circle-stroke-width": 1.5 } },
      { id: "points", type: "circle", source: "points", filter: ["!", ["has", "cluster"]], paint: spot as never },
      { id: "legs", type: "line", source: "legs", paint: { "line-color": ink, "line-width": 1, "line-opacity": 0.6 } },
      { id: "fanned", type: "circle", source: "fanned", paint: { ...spot, "circle-radius": 9 } as never },
      { id: "fanned-names", type: "symbol", source: "fanned", layout: { ...text, "text-field": ["concat", ["case", ["==", ["get", "near"], 1], "near ", ""], ["get", "name"], " ", ["to-string", ["get", "events"]]] as never, "text-anchor": "top", "text-offset": [0, 0.9], "text-allow-overlap": true }, paint: words },
      { id: "counts", type: "symbol", source: "points", filter: [">", ["get", "events"], 1], layout: { ...text, "text-field": ["to-string", ["get", "events"]] as never, "text-allow-overlap": true }, paint: { "text-color": "#111" } },
      { id: "names", type: "symbol", source: "points", layout: { ...text, "text-field": ["concat", ["get", "name"], ["case", ["has", "cluster"], ["concat", " +", ["to-string", ["-", ["get", "cluster"], 1]]], ""]] as never, "text-anchor": "top", "text-offset": [0, 0.9], "text-optional": true }, paint: words },
      { id: "regions", type: "symbol", source: "labels", layout: { ...text, "text-field": ["concat", "in ", ["get", "name"], " ", ["to-string", ["get", "events"]]] as never, "text-anchor": "bottom", "text-offset": [0, -0.9] }, paint: words },
    ],
  };
}
