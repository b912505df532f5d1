const BEGIN = '<!-- figures -->';
const END = '<!-- end of figures -->';

/** The page with what stands between its two marks replaced; throws where it has no such place. */
export function withFigures(page: string, figures: string): string {
  const begin = page.indexOf(BEGIN);
  const end = page.indexOf(END, begin);
  if (begin === -1 || end === -1) throw new Error(`the page has no place between ${BEGIN} and ${END}`);
  return `${page.slice(0, begin)}${BEGIN}\n\n${figures.trim()}\n\n${page.slice(end)}`;
}
