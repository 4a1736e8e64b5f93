/** What the palette can do, as values, and which of it answers to what was typed. Pure. */
import { fold } from '../fields/fold'

export type CommandGroup = 'screen' | 'go' | 'create' | 'general'

export interface Command {
  key: string
  group: CommandGroup
  label: string
  /** Second words in grey: module, kind of view. */
  detail?: string
  icon: string
  /** Keys that do the same, as `useHotkey` writes them. */
  keys?: string
  run: () => void
}

/** 0: the name begins so; 1: a word does; 2: somewhere in name and detail; null: not at all. */
export function rankOf(command: Pick<Command, 'label' | 'detail'>, query: string): number | null {
  const wanted = fold(query)
  const label = fold(command.label)
  if (label.startsWith(wanted)) return 0
  const words = wanted.split(/\s+/)
  if (words.every((word) => label.split(/[\s,()]+/).some((own) => own.startsWith(word)))) return 1
  const all = `${label} ${fold(command.detail ?? '')}`
  return words.every((word) => all.includes(word)) ? 2 : null
}

/** Best first; of equals, in the order given. Everything when nothing was typed. */
export function findCommands(commands: readonly Command[], query: string): Command[] {
  if (fold(query) === '') return [...commands]
  return commands
    .flatMap((command) => {
      const rank = rankOf(command, query)
      return rank === null ? [] : [{ command, rank }]
    })
    .sort((a, b) => a.rank - b.rank)
    .map(({ command }) => command)
}

/** What was typed begins the name of a command and of no record: the commands stand first. */
export function meansCommand(
  hits: readonly Command[],
  records: readonly { title: string | null }[],
  query: string,
): boolean {
  const wanted = fold(query)
  const begins = (text: string | null) => fold(text ?? '').startsWith(wanted)
  return hits.some((hit) => begins(hit.label)) && !records.some((record) => begins(record.title))
}

const ASIDE = 3

/** Records of the menu's modules first; of what hangs on them (notes, tasks without a place of their own) a few. */
export function inOrder<T extends { isMain: boolean }>(records: readonly T[]): T[] {
  const aside = records.filter((record) => !record.isMain)
  return [...records.filter((record) => record.isMain), ...aside.slice(0, ASIDE)]
}
