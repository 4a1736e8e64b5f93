/** Every address of the staff app, made in one place. */

export function viewHref(plural: string, slug?: string): string {
  const base = `/m/${encodeURIComponent(plural)}`
  return slug ? `${base}/${encodeURIComponent(slug)}` : base
}

export function recordHref(plural: string, id: string): string {
  return `/r/${encodeURIComponent(plural)}/${encodeURIComponent(id)}`
}

export function trashHref(plural: string): string {
  return `/t/${encodeURIComponent(plural)}`
}

/** Only a path of this application: "//host" and "https:" are refused. */
export function safeReturn(to: string | undefined): string {
  return to && /^\/(?![/\\])/.test(to) && !to.startsWith('/login') ? to : '/'
}
