/** Keys pressed while an editor is still loading: kept in order and typed into it when it has the focus. */

type Early = { text: string } | { key: string; shift: boolean }

/** How long an editor may take from being drawn to having the focus. */
const FOCUS_TRIES = 40
const PAUSE = 16
const KEPT = new Set(['Backspace', 'Delete', 'Enter', 'Tab', 'Escape'])
const FOCUSABLE = 'a[href],button,input,select,textarea,[tabindex],[contenteditable=true]'

const pause = () => new Promise((done) => setTimeout(done, PAUSE))

type Line = HTMLInputElement | HTMLTextAreaElement
const isLine = (node: Element | null): node is Line =>
  node instanceof HTMLTextAreaElement ||
  (node instanceof HTMLInputElement && !/^(checkbox|radio|button|file|range)$/.test(node.type))
const takesText = (node: Element | null) =>
  isLine(node) || (node instanceof HTMLElement && node.isContentEditable)

export class EarlyKeys {
  #held: Early[] = []
  #isOn = false
  #isPassing = false
  #before: Element | null = null

  /** From now on what is typed waits. */
  begin(): void {
    if (this.#isOn) return
    this.#isOn = true
    this.#before = document.activeElement
    window.addEventListener('keydown', this.#onKey, true)
    window.addEventListener('paste', this.#onPaste, true)
  }

  /** What waits is given up: the editor is gone, or cannot be loaded. */
  readonly stop = (): void => {
    this.#isOn = false
    this.#held = []
    window.removeEventListener('keydown', this.#onKey, true)
    window.removeEventListener('paste', this.#onPaste, true)
  }

  /** The editor is there: what was typed goes into it, in order, and what is typed meanwhile after it. */
  async giveOver(): Promise<void> {
    if (!this.#isOn) return
    for (let tries = 0; this.#isOn && !this.#hasFocus() && tries < FOCUS_TRIES; tries += 1)
      await pause()
    while (this.#isOn && this.#held.length > 0) {
      const next = this.#held.shift()
      if (next) this.#passing(() => this.#give(next))
      // The editor draws what it was given before it is given more.
      if (this.#held.length > 0) await pause()
    }
    this.stop()
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    if (this.#isPassing) return
    const { key, shiftKey: shift } = event
    const isText = [...key].length === 1
    const isCommand =
      (event.ctrlKey || event.metaKey || event.altKey) && !event.getModifierState('AltGraph')
    if (isCommand || (!isText && !KEPT.has(key))) return
    event.preventDefault()
    event.stopImmediatePropagation()
    if (isText) this.#hold(key)
    else this.#held.push({ key, shift })
  }

  readonly #onPaste = (event: ClipboardEvent): void => {
    const text = event.clipboardData?.getData('text/plain') ?? ''
    if (this.#isPassing || text === '') return
    event.preventDefault()
    event.stopImmediatePropagation()
    this.#hold(text)
  }

  #hold(text: string): void {
    const last = this.#held.at(-1)
    if (last && 'text' in last) last.text += text
    else this.#held.push({ text })
  }

  #hasFocus(): boolean {
    const now = document.activeElement
    return now !== this.#before && takesText(now)
  }

  #passing(run: () => void): void {
    this.#isPassing = true
    try {
      run()
    } finally {
      this.#isPassing = false
    }
  }

  #give(early: Early): void {
    const node = document.activeElement
    if ('text' in early) {
      if (takesText(node)) insert(node, early.text)
      else for (const key of early.text) press(node, key, false)
      return
    }
    const { key, shift } = early
    const isTaken = !press(node, key, shift)
    if (!isTaken) byDefault(node, key, shift)
  }
}

/** False when somebody took it. */
function press(node: Element | null, key: string, shiftKey: boolean): boolean {
  const init = { key, code: key, shiftKey, bubbles: true, cancelable: true }
  return (node ?? document.body).dispatchEvent(new KeyboardEvent('keydown', init))
}

/** What the browser does with a real key. */
function byDefault(node: Element | null, key: string, shift: boolean): void {
  if (key === 'Tab') moveFocus(node, shift)
  else if (key === 'Backspace' || key === 'Delete') erase(node, key === 'Delete')
  else if (key !== 'Enter') return
  else if (node instanceof HTMLTextAreaElement) insert(node, '\n')
  else if (node instanceof HTMLInputElement) node.form?.requestSubmit()
  else if (node instanceof HTMLButtonElement) node.click()
}

/** As typed: React and the undo of the browser learn of it. */
function insert(node: Element | null, text: string): void {
  if (document.execCommand?.('insertText', false, text) || !isLine(node)) return
  node.setRangeText(text, node.selectionStart ?? 0, node.selectionEnd ?? node.value.length, 'end')
  tell(node, 'insertText')
}

function erase(node: Element | null, isForward: boolean): void {
  if (!takesText(node)) return
  const command = isForward ? 'forwardDelete' : 'delete'
  if (document.execCommand?.(command) || !isLine(node)) return
  const start = node.selectionStart ?? 0
  const end = node.selectionEnd ?? node.value.length
  const isRange = start !== end
  const from = isRange || isForward ? start : Math.max(0, start - 1)
  node.setRangeText('', from, isRange || !isForward ? end : end + 1, 'end')
  tell(node, 'deleteContentBackward')
}

const tell = (node: Line, inputType: string) =>
  node.dispatchEvent(new InputEvent('input', { bubbles: true, inputType }))

function moveFocus(from: Element | null, isBack: boolean): void {
  const all = [...document.querySelectorAll<HTMLElement>(FOCUSABLE)].filter(
    (node) =>
      node.tabIndex >= 0 && !node.matches(':disabled') && node.checkVisibility?.() !== false,
  )
  const at = all.findIndex((node) => node === from)
  const next = at < 0 ? undefined : all[at + (isBack ? -1 : 1)]
  if (next) next.focus()
  else if (from instanceof HTMLElement) from.blur()
}
