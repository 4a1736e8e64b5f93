import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { fileHref, sendFile } from './files'
import { wireHttp } from './http'
import { ApiProblem } from './problem'

class FakeRequest {
  static all: FakeRequest[] = []
  method = ''
  url = ''
  headers: Record<string, string> = {}
  body: unknown = null
  status = 0
  responseText = ''
  upload: { onprogress?: (event: object) => void } = {}
  onload?: () => void
  onerror?: () => void
  onabort?: () => void
  onloadend?: () => void
  constructor() {
    FakeRequest.all.push(this)
  }
  open(method: string, url: string) {
    Object.assign(this, { method, url })
  }
  setRequestHeader(name: string, value: string) {
    this.headers[name] = value
  }
  getResponseHeader = () => null
  send(body: unknown) {
    this.body = body
  }
  abort() {
    this.onabort?.()
  }
  answer(status: number, body: unknown) {
    Object.assign(this, { status, responseText: JSON.stringify(body) })
    this.onload?.()
    this.onloadend?.()
  }
}
const last = () => FakeRequest.all.at(-1) as FakeRequest
const pdf = new Blob(['conteúdo'], { type: 'application/pdf' })
const kept = { id: 'f1', name: 'x', content_type: 'application/pdf', size: 9 }

beforeEach(() => {
  FakeRequest.all = []
  vi.stubGlobal('XMLHttpRequest', FakeRequest)
  wireHttp({ csrf: 'token', onSessionEnded: null })
})
afterEach(() => vi.unstubAllGlobals())

it('sends the bytes with type, name and token, and tells how far it is', async () => {
  const parts: number[] = []
  const sending = sendFile(pdf, "Laudo de ação (1)'.pdf", {
    onProgress: (part) => parts.push(part),
  })
  const request = last()
  request.upload.onprogress?.({ lengthComputable: true, loaded: 3, total: 4 })
  request.answer(201, { data: kept })
  expect(await sending).toEqual(kept)
  expect([request.method, request.url, request.body]).toEqual(['POST', '/api/files', pdf])
  expect(request.headers['Content-Type']).toBe('application/pdf')
  expect(request.headers['X-CSRF-Token']).toBe('token')
  expect(request.headers['Content-Disposition']).toBe(
    "attachment; filename*=UTF-8''Laudo%20de%20a%C3%A7%C3%A3o%20%281%29%27.pdf",
  )
  expect(parts).toEqual([0.75])
})

it('tells a refusal, silence and a stop apart', async () => {
  const refused = sendFile(pdf, 'a.pdf')
  last().answer(413, { code: 'too_large', detail: 'Grande demais.' })
  await expect(refused).rejects.toMatchObject({ status: 413, code: 'too_large' })
  const silent = sendFile(pdf, 'a.pdf')
  last().onerror?.()
  await expect(silent).rejects.toMatchObject({ status: 0, code: 'offline' })
  const control = new AbortController()
  const stopped = sendFile(pdf, 'a.pdf', { signal: control.signal })
  control.abort()
  await expect(stopped).rejects.toMatchObject({ name: 'AbortError' })
})

it('sends once more after a new sign-in, and not a third time', async () => {
  wireHttp({ onSessionEnded: async () => true })
  const sending = sendFile(pdf, 'a.pdf')
  last().answer(401, { code: 'session_required' })
  await vi.waitFor(() => expect(FakeRequest.all).toHaveLength(2))
  last().answer(401, { code: 'session_required' })
  await expect(sending).rejects.toBeInstanceOf(ApiProblem)
  expect(FakeRequest.all).toHaveLength(2)
})

it('reads files by their address', () => {
  expect(fileHref('a/b')).toBe('/api/files/a%2Fb')
  expect(fileHref('f1', 'thumb')).toBe('/api/files/f1?size=thumb')
})
