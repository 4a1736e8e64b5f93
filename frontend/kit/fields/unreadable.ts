/** What an editor hands over when its text cannot be read yet: the text is kept, and the code says what is wrong. */
export class Unreadable {
  readonly text: string
  readonly code: string
  /** The sentence, where the code alone cannot tell it. */
  readonly words?: string

  constructor(text: string, code: string, words?: string) {
    this.text = text
    this.code = code
    this.words = words
  }
}

export function isUnreadable(value: unknown): value is Unreadable {
  return value instanceof Unreadable
}
