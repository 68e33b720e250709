/** Points that would lie on one another at a zoom, gathered at the one with most events: a circle always stands where
 * something is placed, never between places. */
import type { Drawn } from "./layers";

export type Point = Drawn["features"][number];
export interface Gathered { point: Point; members: Point[] }

/** Pixels within which points are gathered. */
const RADIUS = 38;
/** Pixels of the world at zoom 0 in MapLibre. */
const WORLD = 512;
const SUMMED = ["events", "q1", "q2", "q3", "q4"] as const;

/** Every point alone or in one gathering, the fullest first; `members` has one for a point alone. */
export function gathered(points: readonly Point[], zoom: number): Gathered[] {
  const scale = WORLD * 2 ** zoom;
  const ranked = points.map((point) => ({ point, at: projected(point, scale) })).sort((one, other) =>
    Number(other.point.properties.events) - Number(one.point.properties.events) || (String(one.point.properties.key) < String(other.point.properties.key) ? -1 : 1));
  const cells = new Map<string, { at: [number, number]; members: Point[] }[]>();
  const heads: { at: [number, number]; members: Point[] }[] = [];
  for (const { point, at } of ranked) {
    const column = Math.floor(at[0] / RADIUS), row = Math.floor(at[1] / RADIUS);
    let nearest: { at: [number, number]; members: Point[] } | undefined;
    let least = RADIUS;
    for (let x = column - 1; x <= column + 1; x++) for (let y = row - 1; y <= row + 1; y++) for (const head of cells.get(`${x} ${y}`) ?? []) {
      const distance = Math.hypot(head.at[0] - at[0], head.at[1] - at[1]);
      if (distance < least) [nearest, least] = [head, distance];
    }
    if (nearest) { nearest.members.push(point); continue; }
    const head = { at, members: [point] };
    heads.push(head);
    const cell = `${column} ${row}`;
    cells.set(cell, [...(cells.get(cell) ?? []), head]);
  }
  return heads.map(({ members }) => ({ point: members.length > 1 ? together(members) : members[0]!, members }));
}

/** The zoom from which the members of a gathering are apart, or null where they are not so at the nearest zoom. */
export function apartFrom(members: readonly Point[], zoom: number, nearest: number): number | null {
  for (let each = Math.floor(zoom) + 1; each <= nearest; each++) if (gathered(members, each).length > 1) return each;
  return null;
}

/** Pixels from the middle at which each of so many points stands when they are fanned out. */
export function fan(count: number): [number, number][] {
  const radius = Math.max(34, (count * 30) / (2 * Math.PI));
  return Array.from({ length: count }, (_, at) => {
    const angle = (2 * Math.PI * at) / count - (count === 2 ? 0 : Math.PI / 2);
    return [Math.round(radius * Math.cos(angle)), Math.round(radius * Math.sin(angle))];
  });
}

function together(members: Point[]): Point {
  const sums = Object.fromEntries(SUMMED.map((name) => [name, members.reduce((sum, each) => sum + Number(each.properties[name]), 0)]));
  return { type: "Feature", geometry: members[0]!.geometry, properties: { ...members[0]!.properties, ...sums, cluster: members.length } };
}

function projected(point: Point, scale: number): [number, number] {
  const [x, y] = onPlane(point.geometry.coordinates as [number, number]);
  return [(x * scale) / WORLD, (y * scale) / WORLD];
}

/** Where a longitude and latitude lies on the plane of zoom 0, in pixels (Web Mercator). */
export function onPlane([longitude, latitude]: [number, number]): [number, number] {
  const sine = Math.min(0.9999, Math.max(-0.9999, Math.sin((latitude * Math.PI) / 180)));
  return [((longitude + 180) / 360) * WORLD, (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * WORLD];
}
