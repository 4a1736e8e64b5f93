/** Records by the titles that were pasted: one that is found once is meant, none or several is a fault in words. */
import { loadList } from '../../client/data'
import { type FieldContext } from '../../fields/contract'
import { titleText, toReference } from '../../fields/reference'
import { Unreadable } from '../../fields/unreadable'
import { type EntityPlan, type FieldPlan } from '../../meta/plan'
import { type RecordRef } from '../../meta/wire'

/** Different titles looked for at once; a paste of more is told so. */
export const TITLES_MAX = 200
const AT_ONCE = 6
const ONE = new Set(['link', 'member', 'team'])
const MANY = new Set(['links', 'members'])

const fold = (text: string) =>
  text.normalize('NFD').replace(/\p{M}/gu, '').trim().toLocaleLowerCase()

export const isReference = (field: FieldPlan): boolean =>
  ONE.has(field.editor) || MANY.has(field.editor)

const partsOf = (text: string, field: FieldPlan): string[] =>
  (MANY.has(field.editor) ? text.split(/[;,\n]/) : [text])
    .map((part) => part.trim())
    .filter(Boolean)

export interface TitleWords {
  noSuchTitle: (title: string) => string
  manySuchTitles: (title: string) => string
  tooManyTitles: string
}

/** A reader of texts for a field, once all titles among the texts were looked for. */
export async function findTitles(
  texts: readonly string[],
  field: FieldPlan,
  target: EntityPlan,
  context: FieldContext,
  words: TitleWords,
): Promise<(text: string) => unknown> {
  const wanted = [...new Set(texts.flatMap((text) => partsOf(text, field)).map(fold))]
  const found = new Map<string, RecordRef[]>()
  const left = wanted.slice(0, TITLES_MAX)
  const work = async () => {
    for (let title = left.pop(); title !== undefined; title = left.pop()) {
      const query = { search: title, fields: target.title, limit: 20 }
      const { data } = await loadList(target.name, query)
      const same = data.filter((row) => fold(titleText(row[target.title], context)) === title)
      found.set(
        title,
        same.map((row) => toReference(row, target.title)),
      )
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return (text) => {
    const parts = partsOf(text, field)
    const refs: RecordRef[] = []
    for (const part of parts) {
      const same = found.get(fold(part))
      const why =
        same === undefined
          ? words.tooManyTitles
          : same.length === 0
            ? words.noSuchTitle(part)
            : same.length > 1
              ? words.manySuchTitles(part)
              : null
      if (why !== null) return new Unreadable(text, 'unknown_option', why)
      if (same?.[0]) refs.push(same[0])
    }
    if (MANY.has(field.editor)) return refs
    return refs[0] ?? null
  }
}
