/** What can be written: the tags the server keeps, nothing more. Pasted markup passes through the same list. */
import { type Extensions } from '@tiptap/core'
import { StarterKit } from '@tiptap/starter-kit'
import { safeHref } from './safe-html'

export const extensions: Extensions = [
  StarterKit.configure({
    heading: { levels: [2, 3] },
    horizontalRule: false,
    trailingNode: false,
    link: {
      openOnClick: false,
      autolink: true,
      linkOnPaste: true,
      defaultProtocol: 'https',
      isAllowedUri: (url) => safeHref(url) !== null,
      HTMLAttributes: { target: null, rel: 'noopener' },
    },
  }),
]

/** "exemplo.com.br" and "ana@exemplo.com.br" as addresses; null for what is none. */
export function toHref(typed: string): string | null {
  const text = typed.trim()
  if (/^[^\s@:/]+@[^\s@]+\.[^\s@]+$/.test(text)) return `mailto:${text}`
  if (/^[a-z][a-z0-9+.-]*:/i.test(text)) return safeHref(text)
  return /^[^\s/]+\.[^\s]{2,}$/.test(text) ? safeHref(`https://${text}`) : null
}
