// Command oracle says where the code of daprd itself dispatches requests, without a network and without other processes.
//
// Each line of the standard input is a request: its verb, its request target and its headers in the form "name: value", separated
// by the character 0x1F. Each line of the standard output answers one of them, in the same order and with tabs:
//
//	local | remote   <app ID[.namespace]>  <verb>  <request target>  <headers>
//	external         <scheme://host>       <verb>  <request target>  <headers>
//	refused          <status, 0 for a closed connection>
//
// It is what the called application (or the host of a URL) reads, after the server of one sidecar, its direct messaging, the
// message to the other sidecar, and the HTTP channel of that one to its application. The app ID is what the name resolver was
// asked for. Path-escaped are app IDs, and values of headers, which are in the form name=value. The app ID "self" is that of the
// calling sidecar, so that the call is local.
package main

import (
	"bufio"
	"fmt"
	"os"
	"strings"
)

const connections = 8

type job struct {
	line   string
	answer chan string
}

func main() {
	folder, err := os.MkdirTemp("", "oracle")
	if err != nil {
		fail(err)
	}
	socket, err := startSidecar(folder)
	if err == nil {
		err = answer(socket)
	}
	os.RemoveAll(folder)
	if err != nil {
		fail(err)
	}
}

// answer reads the requests, several connections at a time send them, and what each becomes is written in order.
func answer(socket string) error {
	jobs := make(chan job, 1024)
	inOrder := make(chan job, 1024)
	for range connections {
		go func() {
			c := client{socket: socket}
			for j := range jobs {
				j.answer <- c.send(j.line)
			}
		}()
	}
	failed := make(chan error, 1)
	go func() {
		in := bufio.NewReaderSize(os.Stdin, 1<<20)
		for {
			line, err := in.ReadString('\n')
			if err != nil {
				close(jobs)
				close(inOrder)
				failed <- nil
				return
			}
			j := job{strings.TrimSuffix(line, "\n"), make(chan string, 1)}
			inOrder <- j
			jobs <- j
		}
	}()
	out := bufio.NewWriterSize(os.Stdout, 1<<20)
	for j := range inOrder {
		if _, err := out.WriteString(<-j.answer + "\n"); err != nil {
			return err
		}
		// The sender of a request waits for its answer
		if len(inOrder) == 0 {
			if err := out.Flush(); err != nil {
				return err
			}
		}
	}
	return out.Flush()
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}
