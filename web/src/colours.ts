/** The colours of the sheet, for what is drawn without it. */
export interface Colours { water: string; land: string; border: string; ink: string; soft: string; halo: string; quads: string[] }

export function colours(): Colours {
  const sheet = getComputedStyle(document.documentElement);
  const of = (name: string) => sheet.getPropertyValue(`--${name}`).trim();
  return {
    water: of("hush"), land: of("sheet"), border: of("line"), ink: of("ink"), soft: of("soft"), halo: of("paper"),
    quads: [0, 1, 2, 3, 4].map((quad) => of(`quad${quad}`)),
  };
}

export const dark = matchMedia("(prefers-color-scheme: dark)");
