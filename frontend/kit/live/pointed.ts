/** Whether a row or card would move under the pointer, under the keyboard, or out of a hand that carries it. */
const ROW =
  ':is([data-card], [data-record], [data-row], [role=row]:not(:has([role=columnheader])), tbody tr)'

function isHovered(): boolean {
  if (!matchMedia('(hover: hover)').matches) return false
  return document.querySelector(`main ${ROW}:hover`) !== null
}

/** A click leaves the focus behind too: only one that is shown, or that types, holds the rows. */
function isFocused(): boolean {
  const active = document.activeElement
  if (!active?.matches('main *') || !active.matches(':focus-visible')) return false
  return active.closest(ROW) !== null || active.hasAttribute('aria-activedescendant')
}

export function isPointedAt(): boolean {
  return document.querySelector('[data-carried]') !== null || isHovered() || isFocused()
}

/** Tells when the pointer or the focus went elsewhere; returns how to stop. */
export function whenReleased(tell: () => void): () => void {
  const events = ['pointermove', 'focusin', 'focusout'] as const
  for (const event of events) addEventListener(event, tell, { passive: true })
  return () => {
    for (const event of events) removeEventListener(event, tell)
  }
}
