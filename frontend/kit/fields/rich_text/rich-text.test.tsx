import { act, render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { Editor as Tiptap } from '@tiptap/core'
import { useState } from 'react'
import { describe, expect, it, vi } from 'vitest'
import { storyPlan } from '../story'
import { Editor } from './editor'
import { extensions, toHref } from './extensions'
import { safeHref, safeHtml } from './safe-html'
import { story } from './story'
import { textOf } from './text-of'

describe('the words of HTML', () => {
  it.each([
    ['<p>Um</p><p>Dois</p>', 'Um\nDois'],
    ['<ul><li><p>A &amp; B</p></li></ul>', 'A & B'],
    ['a<br>b', 'a\nb'],
    ['<p>5 &lt; 6 &#233; &#xe9;&nbsp;x</p>', '5 < 6 é é x'],
    ['<script>alert(1)</script><p>ok</p>', 'ok'],
    ['<p> </p>', ''],
    ['<b', ''],
  ])('%s', (html, text) => {
    expect(textOf(html)).toBe(text)
  })
})

const ATTACKS = [
  '<script>window.hacked = 1</script>',
  '<img src=x onerror="window.hacked = 1">',
  '<p onclick="window.hacked = 1" style="position:fixed">x</p>',
  '<a href="javascript:window.hacked=1">x</a>',
  '<a href=" java\nscript:window.hacked=1">x</a>',
  '<svg><script>window.hacked = 1</script></svg>',
  '<iframe srcdoc="<script>window.hacked = 1</script>"></iframe>',
  '<math><mi xlink:href="javascript:1">x</mi></math>',
  '<form action="/x"><input name="a"><button>x</button></form>',
  '<a href="data:text/html,<script>1</script>">x</a>',
  '<style>* { display: none }</style>',
]

describe('HTML that reached the screen uncleaned', () => {
  it.each(ATTACKS)('%s draws nothing of its own', (html) => {
    const { container } = render(<div>{safeHtml(html, true)}</div>)
    expect(
      container.querySelector('script, img, svg, iframe, math, form, input, button, style'),
    ).toBeNull()
    for (const element of container.querySelectorAll('div *'))
      for (const name of element.getAttributeNames())
        expect(['href', 'target', 'rel']).toContain(name)
    expect(container.querySelector('a')).toBeNull()
    expect('hacked' in window).toBe(false)
  })

  it.each(ATTACKS)('%s is not taken into the editor either', (html) => {
    const editor = new Tiptap({ extensions, content: html, injectCSS: false })
    expect(editor.getHTML()).not.toMatch(/script|<img|onerror|onclick|style|iframe|form|href/)
    editor.destroy()
  })
})

it('keeps what the server keeps', () => {
  const html =
    '<h2>T</h2><p><strong>n</strong> <em>i</em> <u>s</u> <a href="https://a.br">l</a></p><pre><code>x</code></pre>'
  const { container } = render(<div>{safeHtml(html, true)}</div>)
  expect(container.querySelector('h2')).toHaveTextContent('T')
  expect(container.querySelector('a')).toHaveAttribute('rel', 'noopener noreferrer')
  expect(container.querySelector('pre code')).toHaveTextContent('x')
  const plain = render(<div>{safeHtml(html, false)}</div>)
  expect(plain.container.querySelector('a')).toBeNull()
})

it.each([
  ['exemplo.com.br', 'https://exemplo.com.br'],
  ['ana@exemplo.com.br', 'mailto:ana@exemplo.com.br'],
  ['http://a.br/x?y=1', 'http://a.br/x?y=1'],
  ['javascript:alert(1)', null],
  ['ftp://a.br', null],
  ['preparo', null],
])('%s as an address', (typed, href) => {
  expect(toHref(typed)).toBe(href)
})

it('knows addresses that run code', () => {
  expect(safeHref('vbscript:x')).toBeNull()
  expect(safeHref('//a.br')).toBeNull()
})

function show(start: string | null = null) {
  const onChange = vi.fn()
  function Trial() {
    const [value, setValue] = useState(start)
    return (
      <Editor
        id="trial"
        value={value}
        field={storyPlan(story)}
        context={{ locale: 'pt-BR', timeZone: 'America/Sao_Paulo', now: () => new Date(0) }}
        size="form"
        autoFocus
        onChange={(next) => {
          onChange(next)
          setValue(next)
        }}
        onCommit={() => undefined}
        onCancel={() => undefined}
      />
    )
  }
  render(<Trial />)
  return () => onChange.mock.lastCall?.[0]
}

it('goes from the text to its toolbar and back by keyboard', async () => {
  show('<p>Evitar sol</p>')
  const text = screen.getByRole('textbox', { name: 'Cuidados' })
  await waitFor(() => expect(text).toHaveFocus())
  await userEvent.keyboard('{Alt>}{F10}{/Alt}')
  expect(screen.getByRole('button', { name: 'Negrito' })).toHaveFocus()
  await userEvent.keyboard('{ArrowRight}')
  expect(screen.getByRole('button', { name: 'Itálico' })).toHaveFocus()
  await userEvent.keyboard('{Escape}')
  await waitFor(() => expect(text).toHaveFocus())
})

it('formats what is chosen, and nothing left is no value', async () => {
  const last = show('<p>Evitar sol</p>')
  const text = screen.getByRole('textbox', { name: 'Cuidados' }) as HTMLElement & { editor: Tiptap }
  act(() => void text.editor.commands.selectAll())
  await userEvent.click(screen.getByRole('button', { name: 'Negrito' }))
  expect(last()).toBe('<p><strong>Evitar sol</strong></p>')
  expect(screen.getByRole('button', { name: 'Negrito' })).toHaveAttribute('aria-pressed', 'true')
  await userEvent.click(screen.getByRole('button', { name: 'Link' }))
  await userEvent.type(screen.getByRole('textbox', { name: 'Endereço do link' }), 'x{Enter}')
  expect(screen.getByRole('alert')).toHaveTextContent('https://exemplo.com.br')
  await userEvent.type(screen.getByRole('textbox', { name: 'Endereço do link' }), '.com.br{Enter}')
  expect(last()).toBe(
    '<p><a rel="noopener" href="https://x.com.br"><strong>Evitar sol</strong></a></p>',
  )
  act(() => void text.editor.commands.clearContent(true))
  expect(last()).toBeNull()
})
