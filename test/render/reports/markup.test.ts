import { expect, test } from 'vitest';
import { markup, Markup } from '../../../src/render/reports/markup.ts';

test('values are escaped, in texts and in attributes alike', () => {
  const bad = `<b title="x" class='y'>&amp;`;
  expect(markup`<p title="${bad}">${bad}</p>`.text).toBe(
    '<p title="&lt;b title=&quot;x&quot; class=&#39;y&#39;&gt;&amp;amp;">&lt;b title=&quot;x&quot; class=&#39;y&#39;&gt;&amp;amp;</p>',
  );
});

test('markup stays as it is, and lists and numbers follow each other', () => {
  const items = ['<', 1, markup`<br>`, ['&']];
  expect(markup`${items}${new Markup('<hr>')}!`.text).toBe('&lt;1<br>&amp;<hr>!');
  expect(markup``.text).toBe('');
});
