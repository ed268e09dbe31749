import { expect, test } from 'vitest';
import { placeOf } from './router.ts';
import { routes } from './routes.ts';

const at = (path: string) => placeOf(routes, new URL(`http://box.test/admin${path}`));

test('an address leads to its page, with what varies in it', () => {
  expect(at('')).toMatchObject({ page: 'now', path: '/' });
  expect(at('/')).toMatchObject({ page: 'now', path: '/' });
  expect(at('/projects/7/galleries/8')).toMatchObject({ page: 'gallery', params: { projectId: '7', galleryId: '8' } });
  expect(at('/projects/7?photo=9').query.get('photo')).toBe('9');
});

test('what is fixed wins over what varies', () => {
  expect(at('/projects/new').page).toBe('project-new');
});

test('an address of nothing is lost, and harms nobody', () => {
  expect(at('/projects/7/nothing/8/9').page).toBe('lost');
  expect(at('/projects/%E0%A4%A').params.projectId).toBe('%E0%A4%A');
});
