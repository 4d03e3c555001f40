package terminology_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/bima-exchange/bima/fhir"
	"github.com/bima-exchange/bima/terminology"
	"github.com/bima-exchange/bima/terminology/tabulation"
)

// whole is WHO's own release, read from the Simple Tabulation which the variable WHO_ICD11 names. It
// is not ours to carry, so without the variable there is nothing to compare with; .ci/with-lists sets it
// where it finds the file beside the checkout, and says so where it does not.
func whole(t *testing.T) *terminology.CodeSystem {
	t.Helper()
	path, ok := os.LookupEnv("WHO_ICD11")
	if !ok {
		t.Skip("WHO_ICD11 does not name WHO's tabulation")
	}
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	release, _, err := tabulation.Read(file, tabulation.Options{Name: filepath.Base(path)})
	if err != nil {
		t.Fatal(err)
	}
	return release
}

// WHO's licence wants codes, titles and URIs unchanged.
func TestStarter_isWHOs(t *testing.T) {
	theirs := whole(t)
	set, err := terminology.Starter()
	if err != nil {
		t.Fatal(err)
	}
	ours, _ := set.InForce(terminology.ICD11URL, fhir.Date{})
	for i := range ours.Len() {
		our := ours.At(i)
		position, ok := theirs.FindURI(our.URI)
		if !ok {
			t.Errorf("WHO has no %s, which is the URI of %s", our.URI, our.Code)
			continue
		}
		their := theirs.At(position)
		if our.Code != their.Code || our.Display != their.Display || our.Divided != their.Divided || our.Abstract != their.Abstract {
			t.Errorf("%s is %+v, WHO has %+v", our.Code, our, their)
		}
	}
}

// What codes tell by their form is held against every code that there is.
func TestForms_areWHOs(t *testing.T) {
	theirs := whole(t)
	for i := range theirs.Len() {
		concept := theirs.At(i)
		if concept.Abstract {
			continue
		}
		code, chapter := concept.Code, concept.Property(terminology.ChapterNo)
		if terminology.Chapter(code) != chapter {
			t.Errorf("%s stands in chapter %s, want %s", code, terminology.Chapter(code), chapter)
		}
		if extension := chapter == "X"; terminology.ExtensionForm(code) != extension || terminology.StemForm(code) == extension {
			t.Errorf("the form of %s is not that of its chapter %s", code, chapter)
		}
		if terminology.LooksLikeICD10(code) || terminology.Heading(code) != "" {
			t.Errorf("%s is taken for no code of ICD-11", code)
		}
		if above := theirs.At(concept.Parent).Code; chapter != "X" && terminology.CodeAbove(code) != above {
			t.Errorf("%s is taken for a part of %q, want %q", code, terminology.CodeAbove(code), above)
		}
		if parts := len(theirs.Children(i)) > 0; concept.Divided != parts {
			t.Errorf("%s: divided is %v, and that it has parts is %v", code, concept.Divided, parts)
		}
	}
}
