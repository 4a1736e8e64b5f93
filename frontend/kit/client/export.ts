/** Records as a CSV file for people: what the filter finds, or these. Sent by the server as it reads, kept here when it is whole. */

import { recordPath } from './data'
import { send } from './http'
import { isProblem } from './problem'

export interface ExportOrder {
  filter?: string
  search?: string
  sort?: string
  /** Names of columns; those through links go where the right to export does not reach. */
  fields: readonly string[]
}

/** As many ids as a filter may name. */
const CHUNK = 200

/** The file, with the name the server gives it. */
export async function exportFile(entity: string, order: ExportOrder): Promise<File> {
  const answer = await asked(entity, order)
  return new File([await answer.blob()], nameOf(answer, entity), { type: 'text/csv' })
}

/** The same of named records, in their order. */
export async function exportThese(
  entity: string,
  ids: readonly string[],
  order: ExportOrder,
): Promise<File> {
  const parts: string[] = []
  let name = ''
  for (let at = 0; at < ids.length; at += CHUNK) {
    const some = ids.slice(at, at + CHUNK).map((id) => `'${id}'`)
    const answer = await asked(entity, { ...order, filter: `id in (${some.join('; ')})` })
    // text() takes the byte order mark away; every part but the first loses its headings.
    const text = await answer.text()
    parts.push(at === 0 ? text : text.slice(text.indexOf('\r\n') + 2))
    name ||= nameOf(answer, entity)
  }
  return new File(['\ufeff', ...parts], name, { type: 'text/csv' })
}

async function asked(entity: string, order: ExportOrder): Promise<Response> {
  const { filter, search, sort } = order
  const ask = (fields: readonly string[]) =>
    send(`${recordPath(entity)}/export`, {
      query: { filter, search, sort, fields: fields.join(','), format: 'csv' },
    })
  const near = order.fields.filter((field) => !field.includes('.'))
  try {
    return await ask(order.fields)
  } catch (error) {
    const isField = isProblem(error) && error.errors.some((item) => item.path.startsWith('fields'))
    if (!isField || near.length === order.fields.length) throw error
    return ask(near)
  }
}

function nameOf(answer: Response, entity: string): string {
  const said = /filename="([^"]+)"/.exec(answer.headers.get('Content-Disposition') ?? '')
  return said?.[1] ?? `${entity}.csv`
}

/** Hands a file to the person, as a download does. */
export function saveFile(file: File): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = file.name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
