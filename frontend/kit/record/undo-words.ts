/** Why a change could not be taken back, in a sentence. Pure. */
import { type ApiProblem } from '../client/problem'
import { type EntityPlan } from '../meta/plan'
import { fieldOf } from './use-draft'

interface UndoWords {
  undoFailed: string
  undoGone: string
  undoConflict: (fields: string) => string
}

/** A conflict names the fields that changed again; anything else is said as the server says it. */
export function undoRefusal(
  problem: ApiProblem | null,
  entity: EntityPlan | null,
  words: UndoWords,
): string {
  if (problem === null) return words.undoFailed
  if (problem.status === 404) return words.undoGone
  const named = problem.errors.map(fieldOf)
  if (problem.code === 'conflict' && named.length > 0) {
    const labels = named.map((name) => entity?.fieldByName.get(name)?.label ?? name)
    return words.undoConflict([...new Set(labels)].join(', '))
  }
  const said = [problem.detail || words.undoFailed, problem.hint]
  return said.filter((part) => part !== '').join(' ')
}
