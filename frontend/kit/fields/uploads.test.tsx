/** Sending files: by button, by dropping, by pasting; stopped, refused, retried; the value waits until all is there. */
import { fireEvent, render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { expect, it, vi } from 'vitest'
import { wireFiles } from '../client/files'
import { ApiProblem } from '../client/problem'
import { type FileRef } from '../meta/wire'
import { faultSentence } from './checks'
import { fieldMessages } from './field-messages'
import { file as oneKind } from './file'
import { Editor as OneEditor } from './file/editor'
import { story as oneStory } from './file/story'
import { Editor as ManyEditor } from './files/editor'
import { story as manyStory } from './files/story'
import { Editor as ImageEditor } from './image/editor'
import { story as imageStory } from './image/story'
import { storyPlan } from './story'

const context = { locale: 'pt-BR', timeZone: 'America/Sao_Paulo', now: () => new Date(0) }
const refOf = (file: Blob, name: string): FileRef => ({
  id: `id of ${name}`,
  name,
  content_type: file.type,
  size: file.size,
})
const pdf = (name: string) => new File(['conteúdo'], name, { type: 'application/pdf' })

/** Sends that wait until the test lets them go. */
function holdSends() {
  const held: {
    name: string
    signal?: AbortSignal
    finish: () => void
    fail: (e: Error) => void
  }[] = []
  wireFiles({
    send: (file, name, { signal, onProgress }) =>
      new Promise((resolve, reject) => {
        onProgress?.(0.5)
        signal?.addEventListener('abort', () => reject(new DOMException('', 'AbortError')))
        held.push({ name, signal, finish: () => resolve(refOf(file, name)), fail: reject })
      }),
    hrefOf: (id) => `/api/files/${id}`,
  })
  return held
}

function show(which: 'one' | 'many' | 'image', start: unknown = null, settings = {}) {
  const onChange = vi.fn()
  const [Editor, story] = {
    one: [OneEditor, oneStory],
    many: [ManyEditor, manyStory],
    image: [ImageEditor, imageStory],
  }[which] as unknown as [typeof OneEditor, typeof oneStory]
  function Trial() {
    const [value, setValue] = useState(start)
    return (
      <Editor
        id="trial"
        value={value as FileRef | null}
        field={storyPlan(story, { settings })}
        context={context}
        size="form"
        onChange={(next) => {
          onChange(next)
          setValue(next)
        }}
        onCommit={() => undefined}
        onCancel={() => undefined}
      />
    )
  }
  const { container } = render(<Trial />)
  const input = () =>
    container.querySelector<HTMLInputElement>('input[type=file]') as HTMLInputElement
  return { onChange, container, input, last: () => onChange.mock.lastCall?.[0] }
}

it('sends a chosen file, says how far it is, and only then has a value', async () => {
  const held = holdSends()
  const { input, last } = show('one')
  await userEvent.upload(input(), pdf('Termo.pdf'))
  expect(await screen.findByRole('progressbar', { name: 'Enviando Termo.pdf' })).toHaveAttribute(
    'aria-valuenow',
    '50',
  )
  expect(last()).toMatchObject({ code: 'file.sending' })
  held[0]?.finish()
  await screen.findByRole('link', { name: 'Abrir Termo.pdf' })
  await waitFor(() => expect(last()).toMatchObject({ id: 'id of Termo.pdf' }))
})

it('stops a sending and keeps what was there', async () => {
  const held = holdSends()
  const before = refOf(pdf('x'), 'Antigo.pdf')
  const { input, last } = show('one', before)
  await userEvent.upload(input(), pdf('Novo.pdf'))
  await userEvent.click(await screen.findByRole('button', { name: 'Parar o envio de Novo.pdf' }))
  expect(held[0]?.signal?.aborted).toBe(true)
  await screen.findByRole('link', { name: 'Abrir Antigo.pdf' })
  await waitFor(() => expect(last()).toEqual(before))
})

it('keeps a refused file in sight with its reason, and tries again', async () => {
  const held = holdSends()
  const { input, last } = show('many')
  await userEvent.upload(input(), [pdf('A.pdf'), pdf('B.pdf')])
  await waitFor(() => expect(held).toHaveLength(2))
  held[0]?.fail(new ApiProblem({ status: 503, code: 'busy', detail: 'Tente daqui a pouco.' }))
  held[1]?.finish()
  expect(await screen.findByRole('alert')).toHaveTextContent('Tente daqui a pouco.')
  await waitFor(() => expect(last()).toMatchObject({ code: 'file.refused' }))
  await userEvent.click(screen.getByRole('button', { name: 'Tentar de novo' }))
  await waitFor(() => expect(held).toHaveLength(3))
  held[2]?.finish()
  await waitFor(() =>
    expect((last() as FileRef[]).map((one) => one.name)).toEqual(['B.pdf', 'A.pdf']),
  )
})

it('takes dropped and pasted files', async () => {
  const held = holdSends()
  const { container } = show('many')
  const zone = container.querySelector('[data-slot=drop-zone]') as HTMLElement
  fireEvent.dragOver(zone, { dataTransfer: { types: ['Files'], files: [] } })
  expect(screen.getByText('Solte para enviar')).toBeVisible()
  fireEvent.drop(zone, { dataTransfer: { types: ['Files'], files: [pdf('Solto.pdf')] } })
  fireEvent.paste(zone, { clipboardData: { files: [pdf('Colado.pdf')] } })
  await waitFor(() => expect(held.map((one) => one.name)).toEqual(['Solto.pdf', 'Colado.pdf']))
  expect(screen.queryByText('Solte para enviar')).toBeNull()
})

it('refuses before sending what the field does not take', async () => {
  const held = holdSends()
  const { container } = show('image', null, { max_size: 4 })
  const zone = container.querySelector('[data-slot=drop-zone]') as HTMLElement
  fireEvent.drop(zone, { dataTransfer: { types: ['Files'], files: [pdf('Exame.pdf')] } })
  expect(await screen.findByRole('alert')).toHaveTextContent(
    'Isto não é uma imagem. Aceita imagens.',
  )
  const photo = new File(['12345'], 'Foto.png', { type: 'image/png' })
  fireEvent.drop(zone, { dataTransfer: { types: ['Files'], files: [photo] } })
  await waitFor(() =>
    expect(screen.getByRole('alert')).toHaveTextContent('Passa do limite de 4 bytes.'),
  )
  expect(held).toEqual([])
})

it('cannot be saved while a refused file is in sight, and says what is taken', async () => {
  holdSends()
  const before = refOf(pdf('x'), 'Antigo.pdf')
  const { container, last } = show('one', before, { accept: ['application/pdf', 'image/*'] })
  const zone = container.querySelector('[data-slot=drop-zone]') as HTMLElement
  const sheet = new File(['a;b'], 'Lista.csv', { type: 'text/csv' })
  fireEvent.drop(zone, { dataTransfer: { types: ['Files'], files: [sheet] } })
  await waitFor(() => expect(last()).toMatchObject({ code: 'file.refused' }))
  const plan = storyPlan(oneStory, {})
  expect(faultSentence(oneKind, last(), plan, context, fieldMessages['pt-BR'])).toBe(
    'Lista.csv: Este tipo de arquivo não entra aqui. Aceita PDF e imagens. Remova ou troque o arquivo.',
  )
  await userEvent.click(screen.getByRole('button', { name: 'Remover Lista.csv' }))
  await waitFor(() => expect(last()).toEqual(before))
})

it('removes with the keyboard and gives the focus to the button that chooses', async () => {
  holdSends()
  const { last } = show('one', refOf(pdf('x'), 'Termo.pdf'))
  screen.getByRole('button', { name: 'Remover Termo.pdf' }).focus()
  await userEvent.keyboard('{Enter}')
  expect(last()).toBeNull()
  expect(screen.getByRole('button', { name: 'Escolher arquivo: Termo assinado' })).toHaveFocus()
})
