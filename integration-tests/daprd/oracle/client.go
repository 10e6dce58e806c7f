package main

import (
	"bufio"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
)

// fieldSeparator stands in no request, other than tabs, which values of headers may have.
const fieldSeparator = "\x1f"

// client writes requests byte for byte, as no HTTP client would.
type client struct {
	socket string
	conn   net.Conn
	in     *bufio.Reader
}

func (c *client) send(line string) string {
	fields := strings.Split(line, fieldSeparator)
	if len(fields) < 2 {
		return "refused\t0"
	}
	request := fields[0] + " " + fields[1] + " HTTP/1.1\r\nHost: localhost\r\n"
	for _, header := range fields[2:] {
		request += header + "\r\n"
	}
	response, err := c.exchange(request+"\r\n", fields[0])
	if err != nil {
		c.close()
		return "refused\t0"
	}
	if answer := response.Header.Get(answerHeader); answer != "" {
		return answer
	}
	return "refused\t" + strconv.Itoa(response.StatusCode)
}

func (c *client) exchange(request string, verb string) (*http.Response, error) {
	if c.conn == nil {
		conn, err := net.Dial("unix", c.socket)
		if err != nil {
			return nil, err
		}
		c.conn = conn
		c.in = bufio.NewReader(conn)
	}
	if _, err := io.WriteString(c.conn, request); err != nil {
		return nil, err
	}
	response, err := http.ReadResponse(c.in, &http.Request{Method: verb})
	if err != nil {
		return nil, err
	}
	_, err = io.Copy(io.Discard, response.Body)
	if response.Close {
		c.close()
	}
	return response, err
}

func (c *client) close() {
	if c.conn != nil {
		c.conn.Close()
		c.conn = nil
	}
}
