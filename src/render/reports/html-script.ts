/** What lets a reader search and filter the table; without it everything is shown. */
export const SCRIPT = `
const form = document.querySelector('form');
const shown = document.getElementById('shown');
const rows = [...document.querySelectorAll('tbody tr')].map((row) => ({
  row,
  action: row.dataset.action,
  status: row.dataset.status,
  destructive: row.classList.contains('destructive'),
  text: row.textContent.toLowerCase(),
}));

function apply() {
  const words = form.elements.search.value.toLowerCase().split(/\\s+/).filter((word) => word !== '');
  const action = form.elements.action.value;
  const status = form.elements.status.value;
  let count = 0;
  for (const each of rows) {
    const fits =
      (status === '' || each.status === status) &&
      (action === '' || each.action === action || (action === 'destructive' && each.destructive)) &&
      words.every((word) => each.text.includes(word));
    each.row.hidden = !fits;
    if (fits) count += 1;
  }
  shown.textContent = count === rows.length ? 'All ' + count + ' shown.' : count + ' of ' + rows.length + ' shown.';
}

if (form !== null) {
  form.hidden = false;
  form.addEventListener('input', apply);
  form.addEventListener('reset', () => setTimeout(apply));
  form.addEventListener('submit', (event) => event.preventDefault());
  apply();
}
`;
