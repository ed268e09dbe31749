/** What somebody is called: 王芳女士, Ms Fang Wang; the honorific alone decides where it stands, whatever language is read. */
export function called({ name, honorific }: { readonly name: string; readonly honorific: string }): string {
  if (honorific === '' || name.endsWith(honorific)) return name;
  return /\p{Script=Han}/u.test(honorific) ? `${name}${honorific}` : `${honorific} ${name}`;
}
