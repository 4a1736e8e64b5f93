/** One of a list at another place. Pure. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const next = [...list]
  const [one] = next.splice(from, 1)
  if (one !== undefined && to >= 0 && to <= next.length) next.splice(to, 0, one)
  return to < 0 || to > next.length ? [...list] : next
}
