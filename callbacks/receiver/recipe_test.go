package receiver_test

import (
	"bufio"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// recipe is a receiver that docs/callbacks.md prints, to be copied by those who write one.
type recipe struct {
	// language is that of the block in the document, file the name by which it is saved.
	language, file string
	// needs is a command that works where the recipe can be run; required: everybody who tests has it.
	needs    []string
	required bool
	// build makes the program of the file, where that takes a step; run starts it at an address, from the
	// folder of the file.
	build func(file string) []string
	run   func(addr string) []string
}

var recipes = []recipe{
	{
		language: "go", file: "main.go", needs: []string{"go", "version"}, required: true,
		build: func(file string) []string {
			return []string{"go", "build", "-o", filepath.Join(filepath.Dir(file), "receiver"), file}
		},
		run: func(string) []string { return []string{"./receiver"} },
	},
	{
		language: "python", file: "receiver.py", needs: []string{"python3", "--version"}, required: true,
		run: func(string) []string { return []string{"python3", "receiver.py"} },
	},
	{
		language: "php", file: "callback.php", needs: []string{"php", "-r", "exit(extension_loaded('pdo_sqlite') ? 0 : 1);"},
		run: func(addr string) []string { return []string{"php", "-S", addr, "callback.php"} },
	},
	{
		language: "java", file: "Receiver.java", needs: []string{"javac", "-version"},
		run: func(string) []string { return []string{"java", "Receiver.java"} },
	},
}

// TestRecipes runs what docs/callbacks.md prints, and sends it signed callbacks.
func TestRecipes(t *testing.T) {
	if testing.Short() {
		t.Skip("short tests start no other process; make test runs the recipes of docs/callbacks.md")
	}
	for _, recipe := range recipes {
		t.Run(recipe.language, func(t *testing.T) {
			if err := exec.Command(recipe.needs[0], recipe.needs[1:]...).Run(); err != nil && recipe.required {
				t.Fatalf("%s: %v\nrun the test as .ci/with-python go test …, which installs it", strings.Join(recipe.needs, " "), err)
			} else if err != nil {
				t.Skipf("%s: %v; .ci/with-python says aloud that this recipe is not run", strings.Join(recipe.needs, " "), err)
			}
			testRecipe(t, recipe)
		})
	}
}

// code is the block of a language in docs/callbacks.md, of which there must be one.
func code(t *testing.T, language string) []byte {
	t.Helper()
	document, err := os.ReadFile(filepath.Join("..", "..", "docs", "callbacks.md"))
	if err != nil {
		t.Fatal(err)
	}
	blocks := regexp.MustCompile("(?ms)^```"+language+"\n(.*?)^```$").FindAllSubmatch(document, -1)
	if len(blocks) != 1 {
		t.Fatalf("docs/callbacks.md has %d blocks in %s, want 1", len(blocks), language)
	}
	return blocks[0][1]
}

// save writes a recipe to a folder, and builds it there.
func (r recipe) save(t *testing.T) (dir string) {
	t.Helper()
	dir = t.TempDir()
	file := filepath.Join(dir, r.file)
	if err := os.WriteFile(file, code(t, r.language), 0o600); err != nil {
		t.Fatal(err)
	}
	if r.build == nil {
		return dir
	}
	command := r.build(file)
	if out, err := exec.CommandContext(t.Context(), command[0], command[1:]...).CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", strings.Join(command, " "), err, out)
	}
	return dir
}

// running is a recipe's process, and what it has said.
type running struct {
	url   string
	cmd   *exec.Cmd
	ended chan struct{}
	// said may be read when ended is closed.
	said []string
}

// address is what a receiver prints when it listens.
var address = regexp.MustCompile(`http://127\.0\.0\.1:[1-9][0-9]*`)

// start starts a recipe, and waits until it says where it listens.
func (r recipe) start(t *testing.T, dir, addr string) *running {
	t.Helper()
	command := r.run(addr)
	p := &running{cmd: exec.CommandContext(t.Context(), command[0], command[1:]...), ended: make(chan struct{})}
	p.cmd.Dir = dir
	p.cmd.Env = append(os.Environ(), "CALLBACK_USER=hmis", "CALLBACK_PASSWORD=s3cret: ü", "CALLBACK_SECRETS="+firstSecret+" "+secondSecret,
		"CALLBACK_STORE=callbacks.kept", "CALLBACK_ADDR="+addr)
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	p.cmd.Stdout, p.cmd.Stderr = write, write
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	write.Close() // the process has its own
	ready := make(chan string, 1)
	go p.listen(read, ready)
	t.Cleanup(func() { p.stop() })
	select {
	case p.url = <-ready:
	case <-p.ended:
		t.Fatalf("%s ended:\n%s", strings.Join(command, " "), strings.Join(p.said, "\n"))
	case <-time.After(time.Minute):
		t.Fatalf("%s says not within a minute where it listens:\n%s", strings.Join(command, " "), strings.Join(p.stop(), "\n"))
	}
	return p
}

// listen notes what the process says, until it has ended.
func (p *running) listen(read *os.File, ready chan<- string) {
	defer close(p.ended)
	defer read.Close()
	for lines := bufio.NewScanner(read); lines.Scan(); {
		p.said = append(p.said, lines.Text())
		if found := address.FindString(lines.Text()); found != "" {
			select {
			case ready <- found:
			default:
			}
		}
	}
}

// stop ends the process as a power cut does, and returns what it has said.
func (p *running) stop() []string {
	p.cmd.Process.Kill()
	<-p.ended
	p.cmd.Wait()
	return p.said
}

// post sends a request and returns the status of the answer.
func (p *running) post(t *testing.T, request *http.Request) int {
	t.Helper()
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatalf("no answer: %v\n%s", err, strings.Join(p.stop(), "\n"))
	}
	answer.Body.Close()
	return answer.StatusCode
}
