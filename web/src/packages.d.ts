declare module "topojson-client" {
  export function feature(topology: unknown, part: unknown): unknown;
}
