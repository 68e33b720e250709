/** What the map draws: towns as points, and what is known less well as areas, never as points. */
import { circle, type Country, type Ring, type World } from "./world";
import type { Place } from "./records";

const REGION_KM = 60;
const NEAR = 2;
const COUNTRY = 4;

export type Shape = { type: string; coordinates: unknown };
export interface Drawn { type: "FeatureCollection"; features: { type: "Feature"; geometry: Shape; properties: Record<string, string | number> }[] }

export function drawn(places: Place[], world: World): { points: Drawn; areas: Drawn; labels: Drawn } {
  const countries = new Map(world.features.filter((each) => each.properties.iso).map((each) => [each.properties.iso, each]));
  const points: Drawn["features"] = [];
  const areas: Drawn["features"] = [];
  const labels: Drawn["features"] = [];
  for (const place of places) {
    const { longitude, latitude } = place;
    const properties = told(place);
    if (place.precision <= NEAR) {
      if (longitude !== null && latitude !== null) points.push(made({ type: "Point", coordinates: [longitude, latitude] }, properties));
      continue;
    }
    const shape = area(place, countries);
    if (!shape) continue;
    areas.push(made(shape, properties));
    if (longitude !== null && latitude !== null) labels.push(made({ type: "Point", coordinates: [longitude, latitude] }, properties));
  }
  return { points: all(points), areas: all(areas), labels: all(labels) };
}

function area(place: Place, countries: Map<string, Country>): Shape | null {
  if (place.precision > COUNTRY) return null;
  if (place.precision === COUNTRY) return (place.country && countries.get(place.country)?.geometry) || null;
  if (place.outline) return { type: "Polygon", coordinates: [place.outline] };
  if (place.longitude === null || place.latitude === null) return null;
  return { type: "Polygon", coordinates: [circle(place.longitude, place.latitude, REGION_KM)] };
}

function told(place: Place): Record<string, string | number> {
  const [q1 = 0, q2 = 0, q3 = 0, q4 = 0] = place.quads;
  return {
    key: place.key, name: place.name, id: place.geoname_id ?? 0, precision: place.precision, events: place.events,
    country: place.country ?? "", q1, q2, q3, q4, near: place.precision === NEAR ? 1 : 0,
  };
}

/** Where the name of each country stands: the middle of its largest part. Small ones give way (`room`, square degrees). */
export function countryNames(world: World): Drawn {
  return all(world.features.flatMap(({ properties: { name }, geometry }) => {
    const rings = geometry.type === "Polygon" ? [geometry.coordinates[0]!] : geometry.coordinates.map((each) => each[0]!);
    const [x, y, room] = rings.map(middle).reduce((best, each) => (each[2] > best[2] ? each : best));
    return [made({ type: "Point", coordinates: [x, y] }, { name, room })];
  }));
}

/** The centre of gravity of a ring, and its area. */
function middle(ring: Ring): [number, number, number] {
  let [x, y, double] = [0, 0, 0];
  for (let at = 1; at < ring.length; at += 1) {
    const [one, other] = [ring[at - 1]!, ring[at]!];
    const cross = one[0] * other[1] - other[0] * one[1];
    x += (one[0] + other[0]) * cross;
    y += (one[1] + other[1]) * cross;
    double += cross;
  }
  return double ? [x / (3 * double), y / (3 * double), Math.abs(double) / 2] : [...ring[0]!, 0];
}

/** Whether the map has somewhere to draw a place: what is not in the gazetteer is nowhere. */
export const isDrawn = (place: Place): boolean => place.precision <= COUNTRY;

export function leading(counts: readonly number[]): number {
  const most = Math.max(...counts);
  return most > 0 ? 4 - [...counts].reverse().indexOf(most) : 0;
}

const made = (geometry: Shape, properties: Record<string, string | number>) => ({ type: "Feature" as const, geometry, properties });
const all = (features: Drawn["features"]): Drawn => ({ type: "FeatureCollection", features });
