// How the page is written. Data only ever becomes text, never markup.

const at = id => document.getElementById(id)

// element makes one; attributes that begin with "on" are listeners, and a child that is undefined is
// left out.
function element(name, attributes = {}, ...children) {
  const made = document.createElement(name)
  for (const [attribute, value] of Object.entries(attributes)) {
    if (attribute.startsWith('on')) made.addEventListener(attribute.slice(2), value)
    else if (value !== undefined && value !== false) made.setAttribute(attribute, value === true ? '' : value)
  }
  made.append(...children.flat().filter(child => child !== undefined))
  return made
}

const button = (label, press, attributes) => element('button', {type: 'button', onclick: press, ...attributes}, label)

// codeAndTitle is how a concept is written everywhere.
const codeAndTitle = ({code, display}) => [element('code', {}, code), ' ', element('span', {class: 'title'}, display ?? '')]

// spaced is "specific anatomy" of "specificAnatomy".
const spaced = name => name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()

const count = (n, one, many) => `${n.toLocaleString('en')} ${n === 1 ? one : many}`
