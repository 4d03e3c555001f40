package server

import (
	"bytes"
	"cmp"
	"io"
	"mime"
	"mime/multipart"

	"github.com/labstack/echo/v4"

	"github.com/bima-exchange/bima/engine"
)

const typeMultipart = "multipart/form-data"

// boundary is that of the parts of a form; false where the media type is another, or names none.
func (c *call) boundary() (string, bool) {
	mediaType, params, err := mime.ParseMediaType(c.Request().Header.Get(echo.HeaderContentType))
	return params["boundary"], err == nil && mediaType == typeMultipart && params["boundary"] != ""
}

// formTexts is the most bytes that are read of a text in the form: more than any that is taken.
const formTexts = 4 << 10

// documentForm reads the parts of a form in their order: type and title are told of the file that follows.
type documentForm struct {
	read []upload
	next upload
	told map[string]bool // which parts of next came
}

// readDocumentForm reads documents from a form of the parts type, title and file. Where the form has a
// single file, its type and title may follow it.
func readDocumentForm(body []byte, boundary string) ([]upload, error) {
	form := documentForm{told: map[string]bool{}}
	parts := multipart.NewReader(bytes.NewReader(body), boundary)
	for {
		part, err := parts.NextPart()
		if err == io.EOF {
			return form.end()
		}
		if err != nil {
			return nil, engine.Errorf(engine.Invalid, "the form cannot be read to its end; the parts type, title and file are wanted")
		}
		if err := form.take(part, part.FormName()); err != nil {
			return nil, err
		}
	}
}

// take reads one part.
func (f *documentForm) take(part *multipart.Part, name string) error {
	var source io.Reader = part // the body was bounded
	if name != "file" {
		source = io.LimitReader(part, formTexts)
	}
	content, err := io.ReadAll(source)
	switch {
	case err != nil:
		return engine.Errorf(engine.Invalid, "the part %.40q of the form cannot be read to its end", name)
	case f.told[name]:
		return engine.Errorf(engine.Invalid, "the form has the part %.40q twice before a file", name)
	}
	f.told[name] = true
	switch name {
	case "type":
		f.next.Type = string(content)
	case "title":
		f.next.Title = string(content)
	case "file":
		f.next.Content = content
		f.next.ContentType, _, _ = mime.ParseMediaType(part.Header.Get(echo.HeaderContentType))
		f.next.fileName = part.FileName()
		f.read, f.next = append(f.read, f.next), upload{}
		clear(f.told)
	default:
		return engine.Errorf(engine.Invalid, "the part %.40q of the form is not known here; type, title and file are", name)
	}
	return nil
}

// end gives what came after the last file to the only one, and a file without a title its name.
func (f *documentForm) end() ([]upload, error) {
	switch {
	case len(f.read) == 0:
		return nil, engine.Errorf(engine.Invalid, "the form has no part \"file\"")
	case len(f.told) > 0 && len(f.read) > 1:
		return nil, engine.Errorf(engine.Invalid, "the form ends with a part that no file follows; put type and title before their file")
	}
	for name, told := range map[string][2]*string{
		"type": {&f.next.Type, &f.read[0].Type}, "title": {&f.next.Title, &f.read[0].Title},
	} {
		if !f.told[name] {
			continue
		}
		if *told[1] != "" {
			return nil, engine.Errorf(engine.Invalid, "the form has the part %q twice for one file", name)
		}
		*told[1] = *told[0]
	}
	for i := range f.read {
		f.read[i].Title = cmp.Or(f.read[i].Title, f.read[i].fileName)
	}
	return f.read, nil
}
