/** A refused or failed request as one typed error. Messages come from the server, in the language of the account. */
import { type ProblemBody, type ProblemItem } from '../meta/wire'

export class ApiProblem extends Error {
  readonly status: number
  readonly code: string
  readonly title: string
  readonly detail: string
  /** What to do about it. */
  readonly hint: string
  readonly errors: ProblemItem[]
  /** The record version the server has, on a conflict. */
  readonly version: number | null
  /** What support asks for; empty when the server sent none. */
  readonly requestId: string

  constructor(body: ProblemBody, requestId = '') {
    super(body.detail || body.title || body.code)
    this.name = 'ApiProblem'
    this.status = body.status
    this.code = body.code
    this.title = body.title ?? body.code
    this.detail = body.detail ?? ''
    this.hint = body.hint ?? ''
    this.errors = body.errors ?? []
    this.version = body.version ?? null
    this.requestId = requestId
  }

  /** The faults of one field, by its name. */
  of(field: string): ProblemItem[] {
    return this.errors.filter((item) => item.path === field || item.path === `fields.${field}`)
  }

  get isConflict(): boolean {
    return this.status === 409
  }
  get isGate(): boolean {
    return this.code === 'gate'
  }
  /** The server was not reached, or answered that it cannot now. */
  get isTemporary(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500
  }
}

export function isProblem(error: unknown): error is ApiProblem {
  return error instanceof ApiProblem
}
