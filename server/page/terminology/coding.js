// The code that is put together: for a diagnosis a cluster of groups, each a stem code with extension
// codes, by WHO's grammar: stem&extension/stem. An intervention is a group of its own.

// coding is what has been put together, with what the server holds of it: result and display are
// undefined until that is known, and trouble says why it cannot be.
const newCoding = groups => ({groups, issues: [], result: undefined, display: undefined, trouble: undefined})
let coding = newCoding([])

// shown is the part that is told of at length.
let shown

const partsOf = ({stem, extensions}) => [stem, ...extensions]
const allParts = () => coding.groups.flatMap(partsOf)
const groupOf = part => coding.groups.find(group => partsOf(group).includes(part))
const isExtension = code => code.startsWith('X')

// expression is the code as it is stored: without spaces.
const expression = groups => written(groups.map(group => partsOf(group).map(part => part.code)))
const written = groups => groups.map(codes => codes.join('&')).join('/')

// asCoding is FHIR's Coding of what has been put together, without a display where a title is not known.
function asCoding() {
  const {system, version} = coding.groups[0].stem
  const titles = coding.groups.map(group => partsOf(group).map(part => part.display).join(' & ')).join(' / ')
  const display = coding.display || (allParts().every(part => part.display) ? titles : undefined)
  return {system, version, code: expression(coding.groups), display}
}

// joined adds a part: an extension code to a group, a stem code as a further group. Like the two
// functions below it returns the groups anew.
function joined(part, group) {
  if (!isExtension(part.code)) return [...coding.groups, {stem: part, extensions: []}]
  return coding.groups.map(other => other === group ? {...group, extensions: [...group.extensions, part]} : other)
}

// without takes a part away, and with a stem code its extensions.
const without = part => coding.groups.filter(group => group.stem !== part)
  .map(group => ({...group, extensions: group.extensions.filter(other => other !== part)}))

// replaced puts a part in the place of another.
const replaced = (part, old) => coding.groups.map(({stem, extensions}) => ({
  stem: stem === old ? part : stem, extensions: extensions.map(other => other === old ? part : other),
}))

// readExpression is a text as groups of codes, undefined where it is none. Spaces and lower case are
// accepted, as the server does.
function readExpression(text) {
  const groups = text.toUpperCase().split('/').map(group => group.split('&').map(code => code.trim()))
  return groups.flat().every(code => /^[0-9A-Z.]{4,7}$/.test(code)) ? groups : undefined
}

// isCluster: more than one code, in the grammar of clusters.
function isCluster(text) {
  const groups = readExpression(text)
  return groups && groups.flat().length > 1 &&
    groups.every(([stem, ...extensions]) => !isExtension(stem) && extensions.every(isExtension))
}

// issuesOf are those about a part; without a part, those about none in particular.
const issuesOf = part => coding.issues.filter(issue => partAt(issue) === part)

// partAt is the part that an issue is about. The server names its place in the code.
function partAt(issue) {
  const parts = allParts()
  const place = /\.substring\((\d+),/.exec(issue.expression?.[0] ?? '')
  if (!place) return parts.length === 1 ? parts[0] : undefined
  let end = 0
  return parts.find(part => Number(place[1]) < (end += part.code.length + 1))
}
