/** Turns the modules a glob found into a map by key. A kind is there because its file is; two of one key stop the start. */
export function collect<D>(
  modules: Record<string, Record<string, unknown>>,
  keyOf: (definition: D) => string,
): ReadonlyMap<string, D> {
  const found = new Map<string, D>()
  for (const [path, module] of Object.entries(modules)) {
    for (const definition of Object.values(module) as D[]) {
      const key = keyOf(definition)
      const folder = path.split('/').at(-2)
      if (key !== folder)
        throw new Error(`${path} registers "${key}": the folder must have the same name`)
      if (found.has(key)) throw new Error(`${path} registers "${key}" a second time`)
      found.set(key, definition)
    }
  }
  return found
}
