/** Text for assistive technology only, and a live region to tell what a drag or a save did. */
import { type ReactNode } from 'react'

export function VisuallyHidden({ children }: { children: ReactNode }) {
  return <span className="sr-only">{children}</span>
}

let region: HTMLElement | null = null

/** Reads a sentence aloud politely; the same sentence twice is read twice. */
export function announce(text: string): void {
  if (!region?.isConnected) {
    region = document.createElement('div')
    region.setAttribute('role', 'status')
    region.setAttribute('aria-live', 'polite')
    region.className = 'sr-only'
    document.body.append(region)
  }
  region.textContent = ''
  requestAnimationFrame(() => {
    if (region) region.textContent = text
  })
}
