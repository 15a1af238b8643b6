import sanitize from 'sanitize-html'
import { findSecrets } from '../../../lib/secrets/find.ts'
import { maskText } from '../../../lib/secrets/mask.ts'
import { textOfHtml } from '../html-text.ts'
import { frameOf, pictureWords, targetWords } from './frame.ts'

/** A formatted mail as somebody may look at it, or why not. */
export type Formatted = { readonly html: string } | { readonly html: null; readonly why: string }

/** Longer mails are read as text: to clean them takes long, and nobody reads them for their looks. */
const longestHtml = 400_000
const mostTags = 20_000
const longestPicture = 700_000
const mostPictures = 4_000_000

const colour = [/^#[0-9a-f]{3,8}$/i, /^[a-z]{3,25}$/i, /^rgba?\([\d\s.,%]{5,40}\)$/i]
const size = [/^\d{1,3}(?:\.\d{1,2})?(?:px|pt|em|rem|%)?$/]
const sides = [/^(?:\d{1,3}(?:\.\d{1,2})?(?:px|pt|em|%)?(?:\s|$)){1,4}$/]
const word = [/^[a-z-]{3,20}$/]
/** What a mail may say about its looks. Nothing here can name an address, move over other things, or hide. */
const styles = {
  '*': {
    color: colour,
    'background-color': colour,
    'font-size': [
      /^\d{1,2}(?:\.\d{1,2})?(?:px|pt)$/,
      /^(?:[0-2]?(?:\.\d{1,2})?|1)(?:em|rem)$/,
      /^\d{2,3}%$/,
      /^(?:x?x-)?(?:small|large)(?:er)?$/,
      /^medium$/,
    ],
    'font-weight': [/^(?:bold|normal|[1-9]00)$/],
    'font-style': word,
    'font-family': [/^[\w\s,'"-]{1,120}$/],
    'text-align': word,
    'text-decoration': word,
    'vertical-align': word,
    'white-space': [/^(?:normal|nowrap|pre|pre-wrap|pre-line)$/],
    'line-height': [/^[12](?:\.\d{1,2})?$/],
    width: size,
    padding: sides,
    margin: sides,
    border: [/^[\w\s#.]{1,40}$/],
    'border-collapse': word,
    'list-style-type': word,
  },
}
const tags =
  'p div span br hr b strong i em u s small sub sup font center h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre code tt kbd table caption colgroup col thead tbody tfoot tr th td img'.split(
    ' ',
  )
/** What stands in these is no text of the mail. */
const silent =
  'script style textarea option noscript template title svg math iframe object embed applet xmp noembed noframes plaintext audio video canvas select'.split(
    ' ',
  )

const isPicture = /^data:image\/(?:png|jpe?g|gif|webp);base64,[A-Za-z0-9+/=]+$/i

/** A link is its text and where it goes; nothing to press. */
const linkText = (href: string): sanitize.Tag => {
  const attribs: sanitize.Attributes = href === '' ? {} : { 'data-to': maskText(targetWords(href)) }
  return { tagName: 'span', attribs }
}

/**
 * The HTML of a mail as a page that runs nothing, loads nothing and leads nowhere. Pictures of elsewhere become a box that names
 * the host, links become text with their true target, secrets are masked.
 */
export function formattedOf(html: string): Formatted {
  if (html.trim() === '') return { html: null, why: 'This was not written as a formatted mail.' }
  if (html.length > longestHtml || html.split('<', mostTags + 1).length > mostTags)
    return { html: null, why: 'It is too long to be shown as it was formatted; the text is whole.' }
  let pictures = 0
  const clean = sanitize(html, {
    allowedTags: tags,
    allowedAttributes: {
      '*': ['style', 'align', 'valign', 'dir'],
      span: ['data-to', 'data-box'],
      img: ['src', 'alt', 'width', 'height'],
      font: ['color', 'size'],
      table: ['border', 'cellpadding', 'cellspacing', 'width'],
      td: ['colspan', 'rowspan', 'width'],
      th: ['colspan', 'rowspan', 'width'],
      ol: ['start', 'type'],
    },
    allowedStyles: styles,
    allowedSchemes: [],
    allowedSchemesByTag: { img: ['data'] },
    allowProtocolRelative: false,
    nonTextTags: silent,
    nestingLimit: 80,
    disallowedTagsMode: 'discard',
    transformTags: {
      span: (tagName, { 'data-to': _, 'data-box': __, ...attribs }) => ({ tagName, attribs }),
      a: (_, { href = '' }) => linkText(href),
      area: (_, { href = '' }) => linkText(href),
      img: (_, { src = '', alt = '', width = '', height = '' }) => {
        pictures += src.length
        const shown = isPicture.test(src) && src.length <= longestPicture && pictures <= mostPictures
        const attribs: sanitize.Attributes = shown
          ? { src, alt: maskText(targetWords(alt)), width, height }
          : { 'data-box': pictureWords(src) }
        return { tagName: shown ? 'img' : 'span', attribs }
      },
    },
    textFilter: (text) => maskText(text),
  })
  // a secret that is spread over several parts of the formatting is seen by a reader, and not part by part
  if (findSecrets(textOfHtml(clean)).length > 0)
    return { html: null, why: 'It holds a secret that is spread over its formatting, so it is shown as text alone.' }
  return { html: frameOf(clean) }
}
