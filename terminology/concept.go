package terminology

// Concept is one entry of a code system: a code or a heading over codes.
type Concept struct {
	// Code is empty where the owner gives a heading none, as WHO does for chapters and blocks.
	Code string
	// URI names the concept where its owner gives it a name beside the code: WHO's linearization URI.
	URI     string
	Display string
	// Parent is the position of the concept above it in the list of its code system; -1: none.
	Parent int
	// Abstract: a heading, which no claim can name.
	Abstract bool
	// Divided: its owner divides it further, whether or not the parts are in the list.
	Divided      bool
	Designations []Designation
	Properties   []Property
	// Axes say how extension codes can be joined to it, where that has been loaded.
	Axes []Axis
}

// Designation is another text for a concept.
type Designation struct {
	// Language is a BCP 47 tag: "en".
	Language string `json:"language"`
	// Use is one of the uses below.
	Use   string `json:"use"`
	Value string `json:"value"`
}

// The uses of designations.
const (
	Synonym   = "synonym"
	IndexTerm = "index-term"
)

// Property is what an owner says of a concept beyond its texts. Value is as it is written in JSON
// without quotes.
type Property struct {
	Code  string `json:"code"`
	Value string `json:"value"`
}

// The properties of ICD-11's concepts.
const (
	FoundationURI = "foundationUri"
	// ClassKind is chapter, block or category.
	ClassKind  = "classKind"
	ChapterNo  = "chapter"
	BlockID    = "blockId"
	CodingNote = "codingNote"
	Definition = "definition"
	// Residual is "other" or "unspecified" for the codes that WHO adds to a group for the rest of it.
	Residual = "residual"
)

// Axis says of a stem code which extension codes, or further stem codes, describe it in one respect.
// It is WHO's postcoordinationScale.
type Axis struct {
	// Name is the last segment of WHO's axisName: "laterality".
	Name string `json:"name"`
	// Required: WHO counts the code as complete only with a value of the axis.
	Required bool     `json:"required"`
	Multiple Multiple `json:"multiple"`
	// Roots are URIs of the same release. Each of them and each concept below it is a value.
	Roots []string `json:"roots"`
}

// Multiple says whether one code may have several values of an axis, in WHO's words.
type Multiple string

// WHO's words for it.
const (
	AllowAlways                Multiple = "AllowAlways"
	NotAllowed                 Multiple = "NotAllowed"
	AllowedExceptFromSameBlock Multiple = "AllowedExceptFromSameBlock"
)

// Property is the value of a property, empty where the concept has none such.
func (c *Concept) Property(code string) string {
	for _, property := range c.Properties {
		if property.Code == code {
			return property.Value
		}
	}
	return ""
}
