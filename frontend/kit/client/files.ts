/** Files over the API: sent with progress and a way to stop, read by their address. What is sent is kept by the server at once. */
import { type FileRef, type ProblemBody } from '../meta/wire'
import { apiUrl, headersOf, isRenewed } from './http'
import { ApiProblem } from './problem'

export interface SendOptions {
  /** From 0 to 1. */
  onProgress?: (part: number) => void
  signal?: AbortSignal
}

type Transport = (file: Blob, name: string, options: SendOptions) => Promise<FileRef>

interface Wiring {
  send: Transport
  hrefOf: (id: string, size?: 'thumb') => string
}

/** RFC 8187: what a header may carry of a name. */
const inHeader = (name: string) =>
  encodeURIComponent(name).replace(/['()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16)}`)

/** `fetch` does not tell how much was sent. */
const overHttp: Transport = (file, name, { onProgress, signal }) =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', apiUrl('/files'))
    const headers = {
      ...headersOf({ method: 'POST' }),
      'Content-Type': file.type || 'application/octet-stream',
      'Content-Disposition': `attachment; filename*=UTF-8''${inHeader(name)}`,
    }
    for (const [key, value] of Object.entries(headers)) request.setRequestHeader(key, value)
    const stop = () => request.abort()
    signal?.addEventListener('abort', stop)
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress?.(event.loaded / event.total)
    }
    request.onload = () => {
      const body = parsed(request.responseText)
      if (request.status === 201 && body?.data) resolve(body.data)
      else
        reject(
          new ApiProblem(
            { ...body, status: request.status, code: body?.code ?? `http_${request.status}` },
            request.getResponseHeader('X-Request-Id') ?? '',
          ),
        )
    }
    request.onerror = () => reject(new ApiProblem({ status: 0, code: 'offline' }))
    request.onabort = () => reject(new DOMException('stopped', 'AbortError'))
    request.onloadend = () => signal?.removeEventListener('abort', stop)
    if (signal?.aborted) reject(new DOMException('stopped', 'AbortError'))
    else request.send(file)
  })

function parsed(text: string): (Partial<ProblemBody> & { data?: FileRef }) | null {
  try {
    return JSON.parse(text)
  } catch {
    return null // a proxy's page: the status says enough
  }
}

const wiring: Wiring = {
  send: overHttp,
  hrefOf: (id, size) => apiUrl(`/files/${encodeURIComponent(id)}`, { size }),
}

/** Tests and screens without a back end put their own in place. */
export function wireFiles(change: Partial<Wiring>): void {
  Object.assign(wiring, change)
}

/** Throws ApiProblem when refused, AbortError when stopped; asks to sign in again once where needed. */
export async function sendFile(
  file: Blob,
  name: string,
  options: SendOptions = {},
): Promise<FileRef> {
  try {
    return await wiring.send(file, name, options)
  } catch (error) {
    if (error instanceof ApiProblem && (await isRenewed(error)))
      return wiring.send(file, name, options)
    throw error
  }
}

export const fileHref = (id: string, size?: 'thumb'): string => wiring.hrefOf(id, size)
