import type { VNode } from 'preact'
import { render } from 'preact-render-to-string'

/** A whole document as text. Everything put into it is escaped by the renderer. */
export const html = (document: VNode): string => `<!DOCTYPE html>${render(document)}`
