/** What an editor hands over when its text cannot be read yet: the text is kept, and the code says what is wrong. */
export class Unreadable {
  readonly text: string
  readonly code: string

  constructor(text: string, code: string) {
    this.text = text
    this.code = code
  }
}

export function isUnreadable(value: unknown): value is Unreadable {
  return value instanceof Unreadable
}
