/**
 * HTML as React elements, by a list of what may stand in it. The server has cleaned it already; nothing here ever
 * hands markup to the page: the text is parsed apart, and only elements of the list are made anew, without attributes.
 */
import { createElement, Fragment, type ReactNode } from 'react'

const ALLOWED = new Set([
  'p',
  'br',
  'strong',
  'em',
  'u',
  's',
  'ul',
  'ol',
  'li',
  'blockquote',
  'h2',
  'h3',
  'code',
  'pre',
])
const VOID = new Set(['br'])
/** What these hold is never text for people. */
const DROPPED = new Set([
  'script',
  'style',
  'template',
  'iframe',
  'object',
  'svg',
  'math',
  'head',
  'title',
])
const DEEPEST = 40

/** Web pages, letters and calls only; no address of ours runs code. */
export function safeHref(href: string | null): string | null {
  const bare = href?.trim() ?? ''
  return /^(https?:\/\/|mailto:|tel:)[^\s]+$/i.test(bare) ? bare : null
}

function toReact(node: Node, key: number, links: boolean, depth: number): ReactNode {
  if (node.nodeType === Node.TEXT_NODE) return node.textContent
  if (!(node instanceof Element) || depth > DEEPEST) return null
  const name = node.localName
  if (DROPPED.has(name)) return null
  const children = [...node.childNodes].map((child, index) =>
    toReact(child, index, links, depth + 1),
  )
  if (name === 'a') {
    const href = safeHref(node.getAttribute('href'))
    return href && links ? (
      <a key={key} href={href} target="_blank" rel="noopener noreferrer">
        {children}
      </a>
    ) : (
      <u key={key}>{children}</u>
    )
  }
  if (!ALLOWED.has(name)) return <Fragment key={key}>{children}</Fragment>
  return VOID.has(name) ? createElement(name, { key }) : createElement(name, { key }, ...children)
}

/** `links`: whether they can be pressed; within a button they cannot. */
export function safeHtml(html: string, links: boolean): ReactNode {
  const { body } = new DOMParser().parseFromString(html, 'text/html')
  return [...body.childNodes].map((node, index) => toReact(node, index, links, 0))
}
