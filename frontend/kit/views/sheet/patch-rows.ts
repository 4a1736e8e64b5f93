/** Many rows as the server took them, wherever lists show them; then everything that may depend on them is asked again. */
import { type QueryClient } from '@tanstack/react-query'
import { keys } from '../../client/data'
import { type Row } from '../../meta/wire'

export function acceptRows(
  client: QueryClient,
  entity: string,
  patches: ReadonlyMap<string, Partial<Row>>,
): void {
  const shown = client.getQueriesData<{ data?: unknown }>({ queryKey: keys.entity(entity) })
  for (const [key, data] of shown) {
    if (!data || !Array.isArray(data.data) || key[2] !== 'view') continue
    const rows = data.data as Row[]
    if (!rows.some((row) => patches.has(row.id))) continue
    const next = rows.map((row) => ({ ...row, ...patches.get(row.id) }) as Row)
    client.setQueryData(key, { ...data, data: next })
  }
  void client.invalidateQueries({ queryKey: keys.entity(entity) })
}
