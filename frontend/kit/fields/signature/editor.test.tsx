/** A signature that was drawn is saved with the field, or stands in the way of saving: it is never dropped silently. */
import { fireEvent, render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { beforeEach, expect, it, vi } from 'vitest'
import { wireFiles } from '../../client/files'
import { type FileRef } from '../../meta/wire'
import { storyPlan } from '../story'
import { Editor } from './editor'
import { story } from './story'

const context = { locale: 'pt-BR', timeZone: 'America/Sao_Paulo', now: () => new Date(0) }
let sent: string[] = []

beforeEach(() => {
  sent = []
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe = () => undefined
      disconnect = () => undefined
    },
  )
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null)
  vi.spyOn(HTMLCanvasElement.prototype, 'toBlob').mockImplementation((done) =>
    done(new Blob(['ink'], { type: 'image/png' })),
  )
  wireFiles({
    send: async (file, name) => {
      sent.push(name)
      return { id: 'signed', name, content_type: file.type, size: file.size }
    },
    hrefOf: (id) => `/api/files/${id}`,
  })
})

function show(size: 'cell' | 'form') {
  const onChange = vi.fn()
  const saved: unknown[] = []
  function Trial() {
    const [value, setValue] = useState<FileRef | null>(null)
    return (
      <Editor
        id="trial"
        value={value}
        field={storyPlan(story, {})}
        context={context}
        size={size}
        onChange={(next) => {
          onChange(next)
          setValue(next)
        }}
        onCommit={() => saved.push(onChange.mock.lastCall?.[0])}
        onCancel={() => undefined}
      />
    )
  }
  render(<Trial />)
  return { saved, last: () => onChange.mock.lastCall?.[0] }
}

function draw(length: number) {
  const paper = screen.getByRole('img')
  fireEvent.pointerDown(paper, { button: 0, pointerId: 1, clientX: 10, clientY: 10 })
  fireEvent.pointerMove(paper, { pointerId: 1, clientX: 10 + length, clientY: 10 })
  fireEvent.pointerUp(paper, { pointerId: 1 })
}

it.each(['button', 'keys'])('saves what was drawn with the field: %s', async (way) => {
  const { saved } = show('cell')
  draw(120)
  expect(screen.queryByRole('button', { name: 'Usar assinatura' })).toBeNull()
  if (way === 'button') await userEvent.click(screen.getByRole('button', { name: 'Salvar' }))
  else fireEvent.keyDown(screen.getByRole('img'), { key: 'Enter', ctrlKey: true })
  await waitFor(() => expect(saved).toEqual([expect.objectContaining({ id: 'signed' })]))
  expect(sent).toEqual(['Assinatura.png'])
})

it('does not save a tick, and says why', async () => {
  const { saved, last } = show('cell')
  draw(5)
  await userEvent.click(screen.getByRole('button', { name: 'Salvar' }))
  expect(await screen.findByText('O traço é curto demais para uma assinatura.')).toBeVisible()
  expect(saved).toEqual([])
  expect(last()).toMatchObject({ code: 'signature.drawn' })
  await userEvent.click(screen.getByRole('button', { name: 'Limpar' }))
  await waitFor(() => expect(last()).toBeNull())
})

it('stands in the way of a form until it is used', async () => {
  const { last } = show('form')
  draw(120)
  await waitFor(() => expect(last()).toMatchObject({ code: 'signature.drawn' }))
  expect(last().words).toContain('Usar assinatura')
  await userEvent.click(screen.getByRole('button', { name: 'Usar assinatura' }))
  await waitFor(() => expect(last()).toMatchObject({ id: 'signed' }))
})
