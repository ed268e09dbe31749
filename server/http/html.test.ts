import { expect, test } from 'vitest';
import { html, json, raw } from './html.ts';

test('what somebody typed never becomes markup', () => {
  const typed = `<img src=x onerror="a('b')">&amp;`;
  expect(html`<p title="${typed}">${typed}</p>`.text).toBe(
    '<p title="&lt;img src=x onerror=&quot;a(&#39;b&#39;)&quot;&gt;&amp;amp;">&lt;img src=x onerror=&quot;a(&#39;b&#39;)&quot;&gt;&amp;amp;</p>',
  );
});

test('pieces and lists of them stand as they are, and nothing stands for nothing', () => {
  const items = ['a', '<'].map((item) => html`<li>${item}</li>`);
  expect(html`<ul>${items}${null}${undefined}${false}${0}${''}</ul>`.text).toBe('<ul><li>a</li><li>&lt;</li>0</ul>');
  expect(html`${raw('<br>')}`.text).toBe('<br>');
});

test('a data block cannot be ended by what is in it', () => {
  const value = { text: '</script><!--\u2028' };
  const { text } = json(value);
  expect(text).not.toMatch(/[<\u2028]/);
  expect(JSON.parse(text)).toEqual(value);
});
