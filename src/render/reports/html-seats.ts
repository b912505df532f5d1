import type { Licences } from '../../team.ts';
import type { RunReport } from '../report.ts';
import { seatsText } from '../seats.ts';
import { markup, type Markup } from './markup.ts';

/** Width of the longest bar, in units of the picture. */
const WIDTH = 1000;
const HEIGHT = 20;

/** The licences before and after a run as two bars on one scale, each with its numbers beside it. */
export function seatsSection(report: RunReport): Markup {
  const { before, after } = report.seats;
  const scale = Math.max(1, before.licensed, before.used, after.licensed, after.used);
  return markup`<section aria-labelledby="seats">
<h2 id="seats">Seats</h2>
${[bar('Before', before, scale), bar('After', after, scale)]}<p>${seatsText(report)}</p>
</section>
`;
}

/** What is used beyond what is owned has a colour of its own. */
function bar(label: string, { licensed, used, free }: Licences, scale: number): Markup {
  const width = (seats: number): string => ((seats / scale) * WIDTH).toFixed(1);
  const inside = Math.min(used, licensed);
  const text = `${String(used)} of ${String(licensed)} used, ${String(free)} free`;
  return markup`<div class="seat"><strong>${label}</strong>
<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label="${label}: ${text}">
<rect class="owned" width="${width(licensed)}" height="${HEIGHT}"/>
<rect class="used" width="${width(inside)}" height="${HEIGHT}"/>
<rect class="over" x="${width(inside)}" width="${width(used - inside)}" height="${HEIGHT}"/>
</svg>
<span>${text}</span></div>
`;
}
