/** The map by MapLibre, without tiles, fonts or pictures from anywhere: outlines, areas, clusters and points. */
import { LngLatBounds, Map as MapLibre, NavigationControl, setWorkerUrl, type GeoJSONSource, type StyleSpecification } from "maplibre-gl";
import "maplibre-gl/dist/maplibre-gl.css";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url";
import { colours, dark } from "./colours";
import { drawn, type Drawn } from "./layers";
import type { Place } from "./records";
import type { World } from "./world";

export interface Painted { show(places: Place[], fit: boolean): void; seen(): string; close(): void }

const NOTHING: Drawn = { type: "FeatureCollection", features: [] };
const CLICKABLE = ["clusters", "points", "areas"];
const NEAREST_ZOOM = 11;

export function paint(holder: HTMLElement, land: World, onOpen: (keys: string[]) => void): Painted {
  setWorkerUrl(workerUrl);
  const map = new MapLibre({
    container: holder, style: style(land), center: [20, 15], zoom: 1, maxZoom: 12, attributionControl: false,
    dragRotate: false, pitchWithRotate: false, touchPitch: false, renderWorldCopies: true, fadeDuration: 0,
  });
  map.addControl(new NavigationControl({ showCompass: false }), "top-right");
  map.touchZoomRotate.disableRotation();
  let current: Place[] = [];
  let fitted = false;
  const fill = () => {
    const made = drawn(current, land);
    for (const name of ["points", "areas", "labels"] as const) (map.getSource(name) as GeoJSONSource | undefined)?.setData(made[name] as never);
  };
  map.on("error", (fault) => console.error(String(fault.error)));
  map.on("load", () => { fill(); fitTo(); });
  const fitTo = () => {
    if (fitted) return;
    const bounds = new LngLatBounds();
    for (const each of current) if (each.longitude !== null && each.latitude !== null) bounds.extend([each.longitude, each.latitude]);
    if (bounds.isEmpty()) return;
    fitted = true;
    map.fitBounds(bounds, { padding: 48, maxZoom: 6, animate: false });
  };
  map.on("click", async (event) => {
    const found = map.queryRenderedFeatures([[event.point.x - 3, event.point.y - 3], [event.point.x + 3, event.point.y + 3]], { layers: CLICKABLE });
    const cluster = found.find((each) => each.properties.cluster);
    if (cluster) {
      const source = map.getSource("points") as GeoJSONSource;
      const number = cluster.properties.cluster_id as number;
      const zoom = await source.getClusterExpansionZoom(number);
      const centre = (cluster.geometry as unknown as { coordinates: [number, number] }).coordinates;
      if (zoom <= NEAREST_ZOOM) { map.easeTo({ center: centre, zoom }); return; }
      const leaves = await source.getClusterLeaves(number, 50, 0);
      onOpen(leaves.map((leaf) => String(leaf.properties!.key)));
      return;
    }
    const points = found.filter((each) => each.layer.id === "points");
    onOpen([...new Set((points.length ? points : found).map((each) => String(each.properties.key)))]);
  });
  map.on("mousemove", (event) => { map.getCanvas().style.cursor = map.queryRenderedFeatures(event.point, { layers: CLICKABLE.filter((name) => map.getLayer(name)) }).length ? "pointer" : ""; });
  const repaint = () => { map.setStyle(style(land)); map.once("styledata", fill); };
  dark.addEventListener("change", repaint);
  return {
    show(places, fit) { current = places; if (map.isStyleLoaded()) fill(); else map.once("idle", fill); if (fit || !fitted) fitTo(); },
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

function style(land: World): StyleSpecification {
  const { water, land: ground, border, ink, halo, quads } = colours();
  const most = ["max", ["get", "q1"], ["get", "q2"], ["get", "q3"], ["get", "q4"]];
  const colour = ["case", ["==", most, 0], quads[0], ["==", ["get", "q4"], most], quads[4], ["==", ["get", "q3"], most], quads[3], ["==", ["get", "q2"], most], quads[2], quads[1]];
  const size = ["interpolate", ["linear"], ["sqrt", ["get", "events"]], 1, 5, 10, 14, 60, 30, 300, 44];
  const text = { "text-font": ["sans-serif"], "text-size": 11 };
  const words = { "text-color": ink, "text-halo-color": halo, "text-halo-width": 1.4 };
  return {
    version: 8,
    sources: {
      land: { type: "geojson", data: land as never },
      areas: { type: "geojson", data: NOTHING as never },
      labels: { type: "geojson", data: NOTHING as never },
      points: {
        type: "geojson", data: NOTHING as never, cluster: true, clusterRadius: 38, clusterMaxZoom: NEAREST_ZOOM,
        clusterProperties: Object.fromEntries(["events", "q1", "q2", "q3", "q4"].map((name) => [name, ["+", ["get", name]]])) as never,
      },
    },
    layers: [
      { id: "water", type: "background", paint: { "background-color": water } },
      { id: "land", type: "fill", source: "land", paint: { "fill-color": ground } },
      { id: "borders", type: "line", source: "land", paint: { "line-color": border, "line-width": 0.8 } },
      { id: "areas", type: "fill", source: "areas", paint: { "fill-color": colour as never, "fill-opacity": ["case", [">=", ["get", "precision"], 4], 0.1, 0.2] as never } },
      { id: "edges", type: "line", source: "areas", paint: { "line-color": colour as never, "line-width": 1.2, "line-dasharray": [2, 2] } },
      { id: "clusters", type: "circle", source: "points", filter: ["has", "cluster"], paint: { "circle-color": colour as never, "circle-opacity": 0.82, "circle-radius": size as never, "circle-stroke-color": halo, "circle-stroke-width": 1.5 } },
      { id: "points", type: "circle", source: "points", filter: ["!", ["has", "cluster"]], paint: {
        "circle-color": colour as never, "circle-radius": size as never,
        "circle-opacity": ["case", ["==", ["get", "near"], 1], 0.25, 0.9] as never,
        "circle-stroke-color": ["case", ["==", ["get", "near"], 1], colour, halo] as never, "circle-stroke-width": 1.5 } },
      { id: "counts", type: "symbol", source: "points", filter: [">", ["get", "events"], 9], layout: { ...text, "text-field": ["to-string", ["get", "events"]] as never, "text-allow-overlap": true }, paint: words },
      { id: "names", type: "symbol", source: "points", filter: ["!", ["has", "cluster"]], minzoom: 4, layout: { ...text, "text-field": ["get", "name"], "text-anchor": "top", "text-offset": [0, 0.9], "text-optional": true }, paint: words },
      { id: "regions", type: "symbol", source: "labels", minzoom: 3, layout: { ...text, "text-field": ["concat", "in ", ["get", "name"], " ", ["to-string", ["get", "events"]]] as never }, paint: words },
    ],
  };
}
