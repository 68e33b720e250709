/** The outlines of the countries (Natural Earth, as the package world-atlas has them), each with its alpha-3 code. */
import codes from "i18n-iso-countries/codes.json";
import { feature } from "topojson-client";
import coarse from "world-atlas/countries-110m.json?url";
import fine from "world-atlas/countries-50m.json?url";

export type Ring = [number, number][];
export interface Country { type: "Feature"; properties: { iso: string; name: string }; geometry: { type: "Polygon"; coordinates: Ring[] } | { type: "MultiPolygon"; coordinates: Ring[][] } }
export interface World { type: "FeatureCollection"; features: Country[] }

const ALPHA3 = new Map((codes as string[][]).map((row) => [row[2]!, row[1]!]));
/** Its outline runs along the edge of the map, and nothing is told from there. */
const AROUND_THE_POLE = "ATA";
const loaded = new Map<string, Promise<World>>();

/** The coarse outlines are a seventh of the fine ones: enough for a first look, and there at once. */
export function world(scale: "coarse" | "fine"): Promise<World> {
  const atlas = scale === "coarse" ? coarse : fine;
  if (!loaded.has(atlas)) loaded.set(atlas, fetch(atlas).then((response) => response.json()).then(outlines));
  return loaded.get(atlas)!;
}

function outlines(topology: { objects: { countries: unknown } }): World {
  const found = feature(topology, topology.objects.countries) as { features: (Country & { id?: string })[] };
  for (const each of found.features) each.properties = { name: each.properties.name, iso: ALPHA3.get(String(each.id ?? "").padStart(3, "0")) ?? "" };
  const features = found.features.filter((each) => each.properties.iso !== AROUND_THE_POLE);
  for (const each of features) {
    const { geometry } = each;
    for (const rings of geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates) rings.forEach(unroll);
  }
  return { type: "FeatureCollection", features };
}

/** A ring over the date line goes on beyond 180 degrees, so that no edge runs around the world. */
function unroll(ring: Ring): void {
  for (let index = 1; index < ring.length; index += 1) {
    const step = ring[index]![0] - ring[index - 1]![0];
    if (Math.abs(step) > 180) ring[index]![0] -= 360 * Math.sign(step);
  }
}

/** A ring around a point, of so many kilometres: where a region is known by its middle only. */
export function circle(longitude: number, latitude: number, kilometres: number): Ring {
  const high = kilometres / 111.2;
  const wide = high / Math.max(0.15, Math.cos((latitude * Math.PI) / 180));
  return Array.from({ length: 49 }, (_, index) => {
    const angle = (index / 48) * 2 * Math.PI;
    return [longitude + wide * Math.cos(angle), latitude + high * Math.sin(angle)];
  });
}
